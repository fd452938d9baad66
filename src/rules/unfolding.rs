//! Unfolding: what comes after the last move that a weighing seat looks at.
//!
//! First the conferences that the moves open, each with what it can be
//! [expected](conference::forecast) to come to; then the months until the next item, with
//! the incidents that they can be [expected](super::months::expected) to bring and the clashes
//! that may grow out of them. No draw is made. The position is the one that the seat knows;
//! of a conference it foresees the articles that it knows of. What may come after a move at
//! all is worked out [once](super::bearing::Prospects).

use super::borders::BorderEffect;
use super::conference::{self, PartyCache};
use super::deterrence::DeterrenceEffect;
use super::foresight::Foresight;
use super::ids::{ConferenceId, SectorId};
use super::mind::{Future, Stakes, Viewpoint};
use super::months::Expectation;
use super::setting::Setting;
use super::talks::ConferenceOutcome;

/// What the unfolding of every future needs.
#[derive(Clone, Copy)]
pub(super) struct Outlook<'a> {
    pub(super) setting: &'a Setting,
    /// The parties that were prepared before.
    pub(super) prepared: &'a PartyCache,
}

/// A future that is being unfolded.
#[derive(Clone, Copy)]
pub(super) struct Course {
    pub(super) stakes: Stakes,
    pub(super) whose: Viewpoint,
    /// Its probability, [0, 1].
    pub(super) probability: f64,
    /// The red lines crossed in it so far, as a set.
    crossed: u64,
}

impl Foresight {
    /// Records what the position as it stands may lead to as futures of a seat.
    pub(super) fn unfold(
        &mut self,
        outlook: Outlook<'_>,
        (stakes, whose): (Stakes, Viewpoint),
        probability: f64,
    ) {
        let crossed = self.crossed(outlook.setting, stakes);
        self.confer(outlook, Course { stakes, whose, probability, crossed }, 0);
    }

    /// As [`Foresight::unfold`], of a position before anything is chosen: no conference is
    /// opened, but time passes.
    pub(super) fn unfold_as_is(&mut self, outlook: Outlook<'_>, stakes: Stakes) {
        let course = Course { stakes, whose: Viewpoint::Before, probability: 1.0, crossed: 0 };
        self.pass_months(outlook.setting, course);
    }

    /// The red lines of a seat that are held and crossed now, as a set.
    fn crossed(&self, setting: &Setting, stakes: Stakes) -> u64 {
        let here = self.here();
        let lines = &setting.seats[stakes.seat.index()].red_lines;
        let all = lines.iter().enumerate().filter(|(k, _)| stakes.lines & (1 << k) != 0);
        all.filter(|(_, line)| here.holds(&line.crossed)).fold(0, |set, (k, _)| set | 1 << k)
    }

    /// Lets the conferences meet that may, from the `nth` on.
    fn confer(&mut self, outlook: Outlook<'_>, course: Course, nth: usize) {
        let Outlook { setting, prepared } = outlook;
        let stakes = course.stakes;
        let conferences = &setting.bearing.prospects(stakes.mv).conferences;
        let Some(id) = conferences.get(nth).copied() else {
            self.pass_months(setting, self.with_prices(setting, course));
            return;
        };
        if !self.meets(setting, stakes, id) {
            self.confer(outlook, course, nth + 1);
            return;
        }
        let forecast = conference::forecast(setting, self.here(), id, prepared);
        let def = &setting.conferences[id.index()];
        let today = self.here().agenda.clock;
        let seen = forecast
            .treaty
            .map(|treaty| def.masked(treaty, |clause| def.knows(clause, Some(stakes.seat), today)));
        let ends = match seen {
            None => [(None, 1.0), (None, 0.0)],
            Some(treaty) => [
                (Some((treaty, ConferenceOutcome::InForce)), forecast.ratified),
                (Some((treaty, ConferenceOutcome::NotRatified)), 1.0 - forecast.ratified),
            ],
        };
        for (agreed, share) in ends {
            if share > 0.0 {
                let moment = self.keep();
                self.conclude(setting, id, agreed);
                let probability = course.probability * share;
                self.confer(outlook, Course { probability, ..course }, nth + 1);
                self.go_back(moment);
            }
        }
    }

    /// Whether a conference will meet if nothing else comes between.
    fn meets(&self, setting: &Setting, stakes: Stakes, id: ConferenceId) -> bool {
        let (here, def) = (self.here(), &setting.conferences[id.index()]);
        let own_item = setting.moves[stakes.mv.index()].item == def.item;
        !here.talks.of(id).has_begun()
            && (own_item || here.holds(&setting.items[def.item.index()].when))
            && here.holds(&def.when)
    }

    /// The same course with the priced red lines that are crossed by now. A line that is
    /// never crossed counts where the seat's own move, or a certain answer, crosses it:
    /// what a conference may come to bars no option.
    fn with_prices(&self, setting: &Setting, course: Course) -> Course {
        let lines = &setting.seats[course.stakes.seat.index()].red_lines;
        let priced = lines.iter().enumerate().filter(|(_, line)| line.cost.is_some());
        let priced = priced.fold(0, |set, (k, _)| set | 1 << k);
        let crossed = course.crossed | (self.crossed(setting, course.stakes) & priced);
        Course { crossed, ..course }
    }

    /// Lets the months until the next item pass, and records the futures that they lead to:
    /// one in which no clash breaks out, and those of a clash on each frontier.
    fn pass_months(&mut self, setting: &Setting, course: Course) {
        let frontiers = &setting.bearing.prospects(course.stakes.mv).frontiers;
        let months = self.months_ahead(setting, course);
        if frontiers.is_empty() || months == 0 {
            self.see_as(setting, course, course.probability);
            return;
        }
        let moment = self.keep();
        let mut risks: Vec<(SectorId, Expectation)> = Vec::new();
        for sector in frontiers.iter().copied() {
            let here = self.position.as_ref().expect("somebody has looked").borrow();
            if here.is_live(setting, sector) {
                risks.push((sector, self.expectations.of(setting, here, sector, months)));
            }
        }
        for (sector, ahead) in &risks {
            self.shift(setting, DeterrenceEffect::Tension(*sector, ahead.tension), None);
        }
        // Two clashes in so short a time are left out.
        let sum: f64 = risks.iter().map(|(_, ahead)| ahead.clash).sum();
        let scale = if sum > 1.0 { 1.0 / sum } else { 1.0 };
        self.see_as(setting, course, course.probability * (1.0 - sum * scale));
        for (sector, ahead) in &risks {
            let probability = course.probability * ahead.clash * scale;
            self.clash_ahead(setting, course, (*sector, ahead), probability);
        }
        self.go_back(moment);
    }

    /// Records the futures of a clash on a frontier.
    fn clash_ahead(
        &mut self,
        setting: &Setting,
        course: Course,
        (sector, ahead): (SectorId, &Expectation),
        probability: f64,
    ) {
        let def = &setting.sectors[sector.index()];
        let [taken, beaten_off] = ahead.ends;
        let ends = [
            (Some(def.challenger), taken),
            (Some(def.defender), beaten_off),
            (None, 1.0 - taken - beaten_off),
        ];
        let fought = DeterrenceEffect::Tension(sector, setting.coefficients.deterrence.clash.value);
        for (holder, share) in ends.into_iter().filter(|(_, share)| *share > 0.0) {
            let moment = self.keep();
            let ground = holder.map(|power| BorderEffect::Holder(sector, power));
            self.shift(setting, fought, ground);
            self.see_as(setting, course, probability * share);
            self.go_back(moment);
        }
    }

    /// The months from the day of the move to the next item that is not of the same day.
    fn months_ahead(&self, setting: &Setting, course: Course) -> u32 {
        let today = self.here().agenda.clock;
        let item = setting.moves[course.stakes.mv.index()].item;
        let later = setting.items[item.index()..].iter().map(|item| item.date);
        let next = later.filter(|date| *date > today).min().unwrap_or(setting.closes);
        today.months_begun(next)
    }

    /// Records the position as it stands as a future.
    fn see_as(&mut self, setting: &Setting, course: Course, probability: f64) {
        let Course { stakes, whose, crossed, .. } = course;
        let values = self.mind.futures(whose).values.len();
        for (_, measure) in setting.bearing.at_stake(stakes.mv) {
            let value = self.measure(setting, *measure);
            self.mind.futures(whose).values.push(value);
        }
        self.mind.futures(whose).all.push(Future { probability, crossed, values });
    }
}
