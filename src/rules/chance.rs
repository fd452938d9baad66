//! Chance: strongly keyed draws of random numbers.
//!
//! The key of a draw says what is drawn, where, when and by whom; the key and the seed of
//! the game give the number. There is no generator with a state: the order of systems,
//! threads and batches cannot matter, and a counterfactual run differs from its base only
//! where the choice made a difference.

use core::borrow::Borrow;

use rand::Rng;
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use wide::u32x4;

/// The kind of a draw: the first part of every key, so that no two kinds share a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Draw {
    /// Which option an empty seat takes.
    Choice = 1,
    /// Which branch of a drawn consequence comes true.
    Consequence = 2,
    /// Whether a local commander acts on his own.
    LocalCommander = 3,
    /// How many incidents a sector sees in a month.
    Incidents = 4,
    /// Whether an incident grows into a serious clash.
    Escalation = 5,
    /// How a clash ends.
    Clash = 6,
    /// How many men a clash costs.
    Casualties = 7,
    /// Whether a power moves a rung on the ladder of recognition.
    RecognitionStep = 8,
    /// The seed of one run in an ensemble.
    Run = 9,
    /// The mood of a party at one conference: how hard it bargains.
    Mood = 10,
    /// Whether a treaty passes at home.
    Ratification = 11,
    /// A decision in random play.
    Anybody = 12,
    /// Whether an earlier game left something, in games that try an opening.
    Legacy = 13,
    /// The seed of a part of a campaign.
    Part = 14,
    /// Which of several possible pasts a game that is played on begins after.
    Past = 15,
}

/// A source of strongly keyed draws for one seed.
///
/// ```
/// use status_quo::rules::chance::{Chance, Draw};
/// let chance = Chance::new(1);
/// let a = chance.uniform(Draw::Clash, &[3, 1936, 2]);
/// let _unrelated = chance.uniform(Draw::Incidents, &[7]);
/// assert_eq!(a, chance.uniform(Draw::Clash, &[3, 1936, 2]));
/// assert!((0.0..1.0).contains(&a));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    /// The key of the generator that the seed stands for.
    key: [u8; 32],
}

impl Chance {
    /// The source of draws for a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { key: ChaCha8Rng::seed_from_u64(seed).get_seed() }
    }

    fn generator(self, draw: Draw, key: &[u64]) -> ChaCha8Rng {
        let mut generator = ChaCha8Rng::from_seed(self.key);
        generator.set_stream(stream(draw, key));
        generator
    }

    /// As [`Chance::uniform`], for four keys of one kind of draw at once.
    ///
    /// ```
    /// use status_quo::rules::chance::{Chance, Draw};
    /// let chance = Chance::new(7);
    /// let months = [[2, 23_172], [2, 23_173], [2, 23_174], [3, 23_172]];
    /// let all = chance.four_uniforms(Draw::Incidents, &months);
    /// assert_eq!(all, months.map(|month| chance.uniform(Draw::Incidents, &month)));
    /// ```
    #[must_use]
    pub fn four_uniforms<const N: usize>(self, draw: Draw, keys: &[[u64; N]; 4]) -> [f64; 4] {
        first_words(&self.key, keys.map(|key| stream(draw, &key))).map(to_unit)
    }

    /// A number in [0, 1) with 53 random bits.
    #[must_use]
    pub fn uniform(self, draw: Draw, key: &[u64]) -> f64 {
        to_unit(self.generator(draw, key).next_u64())
    }

    /// A 64-bit seed derived from the seed of this source and a key.
    #[must_use]
    pub fn derive(self, draw: Draw, key: &[u64]) -> u64 {
        self.generator(draw, key).next_u64()
    }

    /// One of several unordered outcomes, by Gumbel-max: `argmax_k (ln p_k + G_k)`.
    ///
    /// Each outcome has its own keyed draw, so raising one probability never
    /// flips a run between two others (Oberst & Sontag 2019). Probabilities need
    /// not sum to one; at least one must be positive, else the first is taken.
    #[must_use]
    pub fn categorical<P: Borrow<f64>>(
        self,
        draw: Draw,
        key: &[u64],
        probabilities: impl IntoIterator<Item = P>,
    ) -> usize {
        let mut generator = self.generator(draw, key);
        let mut best: Option<(usize, Contender)> = None;
        for (k, p) in probabilities.into_iter().enumerate() {
            let p = *p.borrow();
            let u = to_unit(generator.next_u64()).max(1e-300);
            if p > 0.0 {
                let contender = Contender { p, wait: -libm::log(u) };
                if best.is_none_or(|(_, best)| contender.beats(best)) {
                    best = Some((k, contender));
                }
            }
        }
        best.map_or(0, |(k, _)| k)
    }

    /// One of several ordered outcomes: one uniform on the cumulative scale.
    #[must_use]
    pub fn ordered(self, draw: Draw, key: &[u64], probabilities: &[f64]) -> usize {
        let u = self.uniform(draw, key);
        let mut sum = 0.0;
        for (k, p) in probabilities.iter().enumerate() {
            sum += p;
            if u < sum {
                return k;
            }
        }
        probabilities.len().saturating_sub(1)
    }

    /// A Poisson count; see [`poisson`].
    #[must_use]
    pub fn poisson(self, draw: Draw, key: &[u64], rate: f64) -> u32 {
        poisson(self.uniform(draw, key), rate)
    }
}

/// One of several outcomes in a Gumbel-max draw, with `G = -ln wait`.
#[derive(Clone, Copy)]
struct Contender {
    /// Its probability, positive.
    p: f64,
    /// `-ln u`, positive.
    wait: f64,
}

impl Contender {
    /// Whether `ln p + G` is greater than that of another.
    fn beats(self, other: Self) -> bool {
        // ln p + G is -ln(wait / p), so the ratios decide, unless rounding might.
        let (own, others) = (self.wait * other.p, other.wait * self.p);
        if (own - others).abs() > 1e-9 * own.max(others) + 1e-300 {
            return own < others;
        }
        let score = |of: Self| libm::log(of.p) - libm::log(of.wait);
        score(self) > score(other)
    }
}

/// A Poisson count with mean `rate` (per period, at most 50), by inversion of a uniform
/// number in [0, 1).
///
/// Inversion keeps counts monotone in the rate under the same key: a calmer
/// border never has more incidents in the same month of the same run.
#[must_use]
pub fn poisson(uniform: f64, rate: f64) -> u32 {
    let rate = rate.clamp(0.0, 50.0);
    let mut term = libm::exp(-rate);
    let mut sum = term;
    let mut count = 0;
    while uniform >= sum && count < 200 {
        count += 1;
        term *= rate / f64::from(count);
        sum += term;
    }
    count
}

/// The stream of the generator that a draw is named by.
fn stream(draw: Draw, key: &[u64]) -> u64 {
    let mut stream = mix(draw as u64 ^ 0x5151_5151_0000_0000);
    for part in key {
        stream = mix(stream.rotate_left(23) ^ part.wrapping_add(0x9E37_79B9_7F4A_7C15));
    }
    stream
}

/// The first number of each of four streams of a `ChaCha8` generator (Bernstein 2008).
///
/// The library makes sixty-four words of one stream at a time, of which a keyed draw
/// takes two; here four streams are worked out side by side, one block of each.
fn first_words(key: &[u8; 32], streams: [u64; 4]) -> [u64; 4] {
    const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];
    // One word of the four states beside each other; the counter is 0.
    let mut state = [u32x4::ZERO; 16];
    for (word, constant) in state.iter_mut().zip(CONSTANTS) {
        *word = u32x4::splat(constant);
    }
    for (word, bytes) in state[4..12].iter_mut().zip(key.chunks_exact(4)) {
        let bytes = bytes.try_into().expect("four bytes to a word");
        *word = u32x4::splat(u32::from_le_bytes(bytes));
    }
    #[expect(clippy::cast_possible_truncation, reason = "each word is half of the 64 bits")]
    let half = |shift: u32| u32x4::new(streams.map(|stream| (stream >> shift) as u32));
    (state[14], state[15]) = (half(0), half(32));
    let (first, second) = (state[0], state[1]);
    for _ in 0..4 {
        for [a, b, c, d] in [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15]] {
            quarter_round(&mut state, a, b, c, d);
        }
        for [a, b, c, d] in [[0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]] {
            quarter_round(&mut state, a, b, c, d);
        }
    }
    let (low, high) = ((state[0] + first).to_array(), (state[1] + second).to_array());
    core::array::from_fn(|lane| u64::from(low[lane]) | u64::from(high[lane]) << 32)
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "the rows are constants only where it is inlined")]
fn quarter_round(state: &mut [u32x4; 16], a: usize, b: usize, c: usize, d: usize) {
    let turned = |x: u32x4, by: i32| x << by | x >> (32 - by);
    state[a] += state[b];
    state[d] = turned(state[d] ^ state[a], 16);
    state[c] += state[d];
    state[b] = turned(state[b] ^ state[c], 12);
    state[a] += state[b];
    state[d] = turned(state[d] ^ state[a], 8);
    state[c] += state[d];
    state[b] = turned(state[b] ^ state[c], 7);
}

/// A name as a part of a key: FNV-1a (Fowler, Noll & Vo) of its bytes, spread.
///
/// An author's ids are what draws are keyed by: an item that is added or moved leaves the
/// luck of all others as it was.
#[must_use]
pub const fn name_key(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u64).wrapping_mul(0x0000_0100_0000_01B3);
        index += 1;
    }
    mix(hash)
}

/// Two keys as one: for what a key of one number has to tell.
#[must_use]
pub const fn joined_key(one: u64, other: u64) -> u64 {
    mix(one.rotate_left(17) ^ other)
}

/// The parts of keys that stand for a scenario's entries, by their ids.
#[derive(Clone, Debug, Default)]
pub struct ChanceKeys {
    /// Of the items.
    pub items: Vec<u64>,
    /// Of the moves.
    pub moves: Vec<u64>,
    /// Of the drawn consequences.
    pub chances: Vec<u64>,
    /// Of the conferences: those of their items.
    pub conferences: Vec<u64>,
    /// Of the seats.
    pub seats: Vec<u64>,
    /// Of the sectors.
    pub sectors: Vec<u64>,
    /// Of the powers.
    pub powers: Vec<u64>,
}

/// The finaliser of `SplitMix64` (Steele, Lea & Flood 2014): a bijection that spreads every bit.
const fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn to_unit(bits: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "53 bits are exactly what a double holds")]
    let fraction = (bits >> 11) as f64;
    fraction / 9_007_199_254_740_992.0
}
