//! The map over the years: the game's beside that of the documented decisions.

use bevy::prelude::*;
use bevy_egui::egui::{self, Ui, vec2};

use crate::desktop::map::{self, Camera, draw::Sheet};
use crate::desktop::speech::Speaks as _;
use crate::desktop::typeset::{self, Weight};
use crate::view::{MapView, MapYears, SeatView};

/// The maps of the finished game on the desk.
#[derive(Resource, Default)]
pub(in crate::desktop) struct KnownYears(pub(in crate::desktop) MapYears);

/// The day that is looked at, and the two sheets, which are moved together.
#[derive(Default)]
pub(in crate::desktop) struct YearsShown {
    day: Option<usize>,
    camera: Camera,
    sheets: [Sheet; 2],
    views: Option<(usize, [SeatView; 2])>,
}

/// From this width on the two maps stand beside each other.
const WIDE: f32 = 820.0;

/// Lays out the days and the two maps of one of them.
pub(super) fn show(ui: &mut Ui, shown: &mut YearsShown, view: &SeatView, years: &MapYears) {
    let words = ui.words();
    typeset::heading(ui, &words.say("debrief-years"));
    typeset::prose(ui, &words.say("debrief-years-what"));
    let Some(last) = years.days.len().checked_sub(1) else { return };
    let width = ui.available_width().min(1600.0);
    let mut day = shown.day.filter(|day| *day <= last).unwrap_or(last);
    ui.horizontal(|ui| {
        if typeset::button(ui, &words.say("debrief-years-earlier"), Weight::Plain, day > 0)
            .clicked()
        {
            day = day.saturating_sub(1);
        }
        if typeset::button(ui, &words.say("debrief-years-later"), Weight::Plain, day < last)
            .clicked()
        {
            day = (day + 1).min(last);
        }
        ui.spacing_mut().slider_width = (width - 420.0).max(160.0);
        let slider = egui::Slider::new(&mut day, 0..=last).show_value(false);
        let slider = ui.add(slider);
        slider.widget_info(|| {
            let said = years.days.get(day).map(String::as_str).unwrap_or_default();
            egui::WidgetInfo::labeled(egui::WidgetType::Slider, true, said)
        });
        typeset::line(ui, &years.days[day]);
    });
    shown.day = Some(day);
    if shown.views.as_ref().is_none_or(|(of, _)| *of != day) {
        let with = |map: &MapView| {
            let mut view = view.clone();
            view.debrief = None;
            view.map = map.clone();
            view
        };
        let views = [with(&years.played[day]), with(&years.recorded[day])];
        shown.views = Some((day, views));
    }
    let YearsShown { camera, sheets, views, .. } = shown;
    let Some((_, [played, recorded])) = views else { return };
    let [one, two] = sheets;
    // What is otherwise than documented is outlined on the game's own.
    let before = (played.map != recorded.map).then_some(&recorded.map);
    let columns = if width < WIDE { 1.0 } else { 2.0 };
    let size = vec2((width - 16.0 * (columns - 1.0)) / columns, 380.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        for (index, (key, view, sheet, before)) in [
            (words.say("result-played"), &*played, one, before),
            (words.say("debrief-years-recorded"), &*recorded, two, None),
        ]
        .into_iter()
        .enumerate()
        {
            ui.push_id(("years", index), |ui| {
                ui.allocate_ui(size, |ui| {
                    ui.set_min_size(size);
                    ui.vertical(|ui| {
                        typeset::note(ui, &key);
                        let _ = map::show(ui, camera, sheet, view, before);
                    });
                });
            });
        }
    });
}
