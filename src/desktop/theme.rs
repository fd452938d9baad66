//! The look: paper, inks and faces.
//!
//! Colours, fonts and egui's style are set here and nowhere else; how things
//! are laid out on the paper is [`typeset`](super::typeset)'s business. Nothing
//! here knows the game.

use std::sync::Arc;

use bevy_egui::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow,
    Stroke, TextStyle, Vec2, Visuals,
};

use crate::scenario::draft::{Ink, Native};
use crate::view::ink_color;

/// The paper of the table and of the map's margin.
pub const PAPER: Color32 = Color32::from_rgb(0xF3, 0xEB, 0xDB);
/// The lighter paper of a printed page.
pub const PAGE: Color32 = Color32::from_rgb(0xFB, 0xF6, 0xEA);
/// A page laid under another: a quiet fill.
pub const SHADE: Color32 = Color32::from_rgb(0xEF, 0xE6, 0xD3);
/// Printing ink.
pub const INK: Color32 = Color32::from_rgb(0x2B, 0x26, 0x22);
/// Ink for what is said in passing; 5.4:1 on the page.
pub const FAINT: Color32 = Color32::from_rgb(0x6B, 0x60, 0x53);
/// Hairline rules.
pub const RULE: Color32 = Color32::from_rgb(0xCD, 0xBF, 0xA6);
/// The one accent, for what can be done.
pub const ACCENT: Color32 = Color32::from_rgb(0x1F, 0x4E, 0x79);
/// The accent under the pointer.
pub const ACCENT_DEEP: Color32 = Color32::from_rgb(0x16, 0x3A, 0x5B);
/// What speaks against, and danger.
pub const AGAINST: Color32 = Color32::from_rgb(0x9A, 0x3B, 0x1E);
/// The ink of warnings: ochre, apart from the red of errors in lightness too.
pub const WARNING: Color32 = Color32::from_rgb(0x8A, 0x62, 0x00);
/// What speaks for.
pub const FOR: Color32 = Color32::from_rgb(0x2F, 0x66, 0x52);
/// The sea.
pub const SEA: Color32 = Color32::from_rgb(0xDC, 0xE3, 0xE2);
/// Lines in the sea.
pub const WATER: Color32 = Color32::from_rgb(0x86, 0xA3, 0xAE);
/// Rivers and shores.
pub const RIVER: Color32 = Color32::from_rgb(0x6E, 0x9B, 0xB4);
/// Land that nobody's ink lies on.
pub const LAND: Color32 = Color32::from_rgb(0xF7, 0xF0, 0xE0);

/// The ink of a power.
#[must_use]
pub const fn ink(ink: Ink) -> Color32 {
    let [red, green, blue] = ink_color(ink);
    Color32::from_rgb(red, green, blue)
}

/// The pale tint of a power's land; that of Manchukuo is hatched besides.
#[must_use]
pub fn tint(of: Ink) -> Color32 {
    match of {
        // Mixed by eye, so that the land is bluer than the sea.
        Ink::Mongolia => Color32::from_rgb(0xAE, 0xC9, 0xE1),
        Ink::Manchukuo => mix(LAND, ink(of), 0.26),
        Ink::Other => mix(LAND, ink(of), 0.08),
        // Each is of another lightness, so that they are told apart without their hues too.
        Ink::Russia => mix(LAND, ink(of), 0.10),
        Ink::Japan => mix(LAND, ink(of), 0.36),
        Ink::China => mix(LAND, ink(of), 0.22),
    }
}

/// A mixture of two colours.
#[must_use]
pub fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    let part = |a: u8, b: u8| {
        let value = f32::from(a) + (f32::from(b) - f32::from(a)) * share;
        // Both ends are bytes, so the value between them is one too.
        value.round().clamp(0.0, 255.0) as u8
    };
    Color32::from_rgb(part(from.r(), to.r()), part(from.g(), to.g()), part(from.b(), to.b()))
}

/// The faces that text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// For reading.
    Text,
    /// For reading, with weight.
    TextBold,
    /// For reading, leaning.
    TextItalic,
    /// For controls, figures and the map.
    Label,
    /// The same with weight.
    LabelBold,
    /// For the text of scenario files: all letters of one width.
    Code,
    /// Han characters as Japanese writes them.
    HanJa,
    /// Han characters as Chinese writes them.
    HanZh,
}

impl Face {
    const ALL: [Self; 8] = [
        Self::Text,
        Self::TextBold,
        Self::TextItalic,
        Self::Label,
        Self::LabelBold,
        Self::Code,
        Self::HanJa,
        Self::HanZh,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::TextBold => "text-bold",
            Self::TextItalic => "text-italic",
            Self::Label => "label",
            Self::LabelBold => "label-bold",
            Self::Code => "code",
            Self::HanJa => "ja",
            Self::HanZh => "zh",
        }
    }

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Text => include_bytes!("../../assets/fonts/text.ttf"),
            Self::TextBold => include_bytes!("../../assets/fonts/text-bold.ttf"),
            Self::TextItalic => include_bytes!("../../assets/fonts/text-italic.ttf"),
            Self::Label => include_bytes!("../../assets/fonts/label.ttf"),
            Self::LabelBold => include_bytes!("../../assets/fonts/label-bold.ttf"),
            Self::Code => include_bytes!("../../assets/fonts/code.ttf"),
            Self::HanJa => include_bytes!("../../assets/fonts/han-ja.ttf"),
            Self::HanZh => include_bytes!("../../assets/fonts/han-zh.ttf"),
        }
    }

    /// The faces looked into for a character, in order.
    fn chain(self) -> Vec<String> {
        let own: &[&str] = match self {
            Self::HanJa => &["ja", "text", "symbols"],
            Self::HanZh => &["zh", "text", "symbols"],
            Self::Text => &["text", "symbols", "zh", "ja"],
            Self::TextBold => &["text-bold", "text", "symbols", "zh", "ja"],
            Self::TextItalic => &["text-italic", "text", "symbols", "zh", "ja"],
            Self::Code => &["code", "text", "symbols", "zh", "ja"],
            Self::Label => &["label", "text", "symbols", "zh", "ja"],
            Self::LabelBold => &["label-bold", "label", "text", "symbols", "zh", "ja"],
        };
        own.iter().map(|name| (*name).to_owned()).collect()
    }

    /// The files of all faces, the signs among them.
    pub(super) fn files() -> impl Iterator<Item = &'static [u8]> {
        Self::ALL.into_iter().map(Self::bytes).chain([SYMBOLS])
    }

    /// The families of all faces, and those that egui asks for by itself.
    pub(super) fn families() -> impl Iterator<Item = FontFamily> {
        let named = |face: Self| FontFamily::Name(Arc::from(face.name()));
        let plain = [FontFamily::Proportional, FontFamily::Monospace];
        Self::ALL.into_iter().map(named).chain(plain)
    }

    /// The face at a size.
    #[must_use]
    pub fn at(self, size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(Arc::from(self.name())))
    }

    /// The face for a text in its own writing.
    #[must_use]
    pub fn of(native: &Native) -> Self {
        match native.lang.as_str() {
            "ja" => Self::HanJa,
            "zh" => Self::HanZh,
            _ => Self::Text,
        }
    }
}

/// Puts fonts and style into a context.
pub fn dress(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.quit_shortcuts.clear();
        options.theme_preference = egui::ThemePreference::Light;
        options.warn_on_id_clash = false;
    });
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, Face::Label.at(13.0)),
            (TextStyle::Body, Face::Text.at(16.0)),
            (TextStyle::Button, Face::Label.at(15.0)),
            (TextStyle::Heading, Face::TextBold.at(24.0)),
            (TextStyle::Monospace, Face::Label.at(13.0)),
        ]
        .into();
        style.visuals = visuals();
        style.animation_time = 0.0;
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.15;
        style.interaction.show_tooltips_only_when_still = false;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        let spacing = &mut style.spacing;
        spacing.item_spacing = Vec2::new(8.0, 6.0);
        spacing.button_padding = Vec2::new(14.0, 7.0);
        spacing.tooltip_width = 380.0;
        spacing.scroll = egui::style::ScrollStyle {
            bar_width: 5.0,
            bar_inner_margin: 4.0,
            bar_outer_margin: 4.0,
            foreground_color: false,
            ..egui::style::ScrollStyle::solid()
        };
        spacing.scroll.fade = egui::style::ScrollFadeStyle { strength: 0.0, ..spacing.scroll.fade };
    });
}

/// The face of signs that the others lack.
const SYMBOLS: &[u8] = include_bytes!("../../assets/fonts/symbols.ttf");

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for face in Face::ALL {
        let data = FontData::from_static(face.bytes());
        fonts.font_data.insert(face.name().to_owned(), Arc::new(data));
        fonts.families.insert(FontFamily::Name(Arc::from(face.name())), face.chain());
    }
    let symbols = FontData::from_static(SYMBOLS);
    fonts.font_data.insert("symbols".to_owned(), Arc::new(symbols));
    fonts.families.insert(FontFamily::Proportional, Face::Label.chain());
    fonts.families.insert(FontFamily::Monospace, Face::Label.chain());
    fonts
}

fn visuals() -> Visuals {
    let mut visuals = Visuals::light();
    visuals.override_text_color = Some(INK);
    visuals.weak_text_color = Some(FAINT);
    visuals.hyperlink_color = ACCENT;
    visuals.panel_fill = PAPER;
    visuals.window_fill = PAGE;
    visuals.window_stroke = Stroke::new(1.0, RULE);
    visuals.window_shadow = Shadow::NONE;
    visuals.popup_shadow = Shadow::NONE;
    visuals.window_corner_radius = CornerRadius::ZERO;
    visuals.menu_corner_radius = CornerRadius::ZERO;
    visuals.extreme_bg_color = Color32::TRANSPARENT;
    visuals.faint_bg_color = SHADE;
    visuals.selection.bg_fill = mix(PAGE, ACCENT, 0.2);
    visuals.selection.stroke = Stroke::new(1.0, ACCENT);
    for widget in [
        &mut visuals.widgets.noninteractive,
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        widget.corner_radius = CornerRadius::ZERO;
        widget.fg_stroke = Stroke::new(1.0, INK);
        widget.bg_stroke = Stroke::new(1.0, RULE);
        widget.bg_fill = mix(PAPER, RULE, 0.8);
        widget.weak_bg_fill = PAGE;
        widget.expansion = 0.0;
    }
    visuals.widgets.hovered.bg_fill = FAINT;
    visuals.widgets.active.bg_fill = FAINT;
    visuals
}

/// The margin of a page.
#[must_use]
pub const fn page_margin(narrow: bool) -> Margin {
    if narrow { Margin::symmetric(14, 10) } else { Margin::symmetric(24, 16) }
}
