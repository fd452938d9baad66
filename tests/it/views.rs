//! Views: what is kept of earlier ones changes nothing that anybody sees.

use std::sync::Arc;

use status_quo::rules::ids::SeatId;
use status_quo::view::{n_results, seat_view};

use crate::harness::{Table, all_scenarios, english, table_of_three};

/// Looks at a game as every seat and as the public do, and compares it with what they
/// would see if nothing had been looked at before.
#[track_caller]
fn compare(table: &Table) {
    let (world, game) = (&table.world, &table.game);
    let seats = SeatId::up_to(game.holders(world).len()).map(Some);
    for viewer in seats.chain([None]) {
        let view = table.views.look(world, game, english(), viewer);
        let afresh = seat_view(world, game, english(), viewer);
        assert_eq!(n_results(world, game, viewer), view.results.len(), "as many as are shown");
        let at = (&game.scenario().head.id, game.decisions(world).len(), viewer);
        // In parts, so that a difference can be read.
        assert_eq!(view.chronicle, afresh.chronicle, "{at:?}");
        assert_eq!(view.results, afresh.results, "{at:?}");
        assert_eq!(view.sectors, afresh.sectors, "{at:?}");
        assert_eq!(view.instruments, afresh.instruments, "{at:?}");
        assert!(view == afresh, "{at:?}: {view:#?}\n{afresh:#?}");
    }
}

/// Whole games with players in all seats. Every few decisions some are taken back and
/// made otherwise, so that what was kept of them would be wrong.
#[test]
fn a_view_is_the_same_whatever_was_looked_at_before() {
    for scenario in all_scenarios().into_iter().chain([table_of_three()]) {
        for seed in 0..3 {
            let mut table = Table::of(Arc::clone(&scenario), seed);
            let mut steps = 0;
            compare(&table);
            while let Some((_, _, open)) = table.asked() {
                let by_record = seed == 0 && steps % 5 > 0;
                let option = if by_record {
                    table.recorded().expect("somebody is asked")
                } else {
                    open[(steps * 7 + usize::try_from(seed).unwrap_or(0)) % open.len()].clone()
                };
                table.choose(&option);
                compare(&table);
                steps += 1;
                // Further back than forward would never end.
                if steps % 6 == 0 {
                    let keep = table.game.decisions(&table.world).len().saturating_sub(3);
                    table.game.go_back(&mut table.world, keep).expect("nothing is written");
                    compare(&table);
                }
                assert!(steps < 2000, "the game ends");
            }
            assert!(table.view(scenario.text.seats[0].id.as_str()).debrief.is_some());
        }
    }
}
