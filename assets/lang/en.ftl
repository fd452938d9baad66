# Words of the game in English. Scenario prose is not here; it comes from the scenario.
# One key, one sentence. A test finds keys that nobody asks for, and values that a call leaves out.

game-title = Status Quo
game-subtitle = A diplomatic simulation of Northeast Asia, 1907-1946
game-motto = "The status quo in Outer Mongolia shall be preserved." Yalta, 11 February 1945

# Title, library, seats
title-play = Play
title-resume = Continue the last game
title-games = All games
title-settings = Settings and keys
title-quit = Quit
title-hint = Arrow keys and Enter, or the mouse. Escape leads back here from anywhere. F1 shows all keys. Ctrl + and Ctrl − change the size.
notice-not-yours = The last decision was { $seat }'s: only who made it takes it back.
title-last-on-desk = { $scenario }, { $seat }: { $date }
title-last-kept = { $scenario }, { $seat }: { $count ->
    [0] nothing decided yet
    [one] one decision
   *[other] { $count } decisions
  }, last open { $when }
title-last-watched = watched
title-last-none = No game has been begun yet.
since-now = a moment ago
since-minutes = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
  }
since-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
  }
since-days = { $count ->
    [one] yesterday
   *[other] { $count } days ago
  }
title-larger = Text size { $percent } %
title-reading = Reading the scenarios …
library-heading = Scenarios
library-open = Choose a seat
library-broken = This scenario cannot be played. What is wrong with it:
library-none = No scenario was found. A scenario is a folder with a file `scenario.ron`, or a zip of it, in `scenarios` beside the game.
library-see-all = { $further ->
    [0] The workbench shows the line it stands on; as text, { $call } does.
    [one] There is one more fault. The workbench shows both, each with its line; as text, { $call } does.
   *[other] There are { $further } more faults. The workbench shows all, each with its line; as text, { $call } does.
  }
library-built-in = built in
library-facts = { $years } · { $seats } seats · about { $minutes } minutes · version { $version } · { $hash }
seats-heading = Whose chair do you take?
seats-take = Sit down: { $seat }
seats-observe = Watch all seats play
seats-brief = Your brief
seats-objectives = What you want
seats-red-lines = What you will not do
seats-red-line-hard = { $text } (never)
seats-red-line-soft = { $text } (only at a price)
seats-advisers = Who advises you
seats-adviser = { $name }, { $office }
seats-class = Host a class
seats-class-hint = Students play this scenario on their own phones, and you lead the lesson.
seats-others = Across the table
seats-sources = Sources of this brief
seats-weight = weight { $percent } %
seats-seed = Seed of chance: { $seed }
seats-seed-hint = The same seed and the same choices give the same history, on any machine.
seats-new-seed = Another seed
map-nearer = Nearer (+)
map-farther = Farther (-)
map-whole = The whole map (M)
seats-part-of = { $campaign }, part { $part } of { $parts }: { $title }
debrief-beside = Beside the record
debrief-over-years = Over the years
debrief-years = The map over the years
debrief-years-what = At the left your game, at the right a game with every decision as documented and the same luck. What is otherwise in yours is outlined. Both maps move together.
debrief-years-earlier = Earlier
debrief-years-later = Later
debrief-years-recorded = decided as documented
seats-begin = Begins { $where }
seats-begin-first = on the first day
seats-begin-item = { $date }: { $title }
seats-begin-hint = What comes before goes by the record, for all seats.
result-led-here = What led here, by the record
seats-record-after = What is documented: after each item
seats-record-debrief = What is documented: only in the debrief
seats-level-guided = Looking ahead: beside every answer
seats-level-usual = Looking ahead: when you ask
seats-level-unaided = Looking ahead: none
seats-take-shared = Play { $seats } at this desk
seats-share = Play it at this desk with others (Space)
seats-shared = played at this desk
seats-share-hint = For two to four players at one screen: tick a seat for each. Between their turns a curtain hides what is for one of them only.
seats-level-hint = Click to change it. Many games are played on from your question, and you see how your aims stand at their end and what came how often. It is no advice. Without it the game is at its hardest.
seats-record-hint = Click to change it. After each item the record of that day lies beside your game; in the debrief it comes all at once, with what came later.

date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  } { $year }

back = Back
close = Close
undo = Take back
undo-hint = Goes back to your last decision. Nothing is lost: the journal keeps what was played.
sources = Sources
none = none

# The table
table-tab-briefing = Briefing
table-tab-conference = The table
table-tab-recognition = Recognition
table-tab-deterrence = Deterrence
table-tab-borders = Borders
table-tab-treaties = Treaties
table-tab-chronicle = Chronicle
table-tab-brief = Your brief
table-point = Decision { $point } of { $total }
table-no-point = Between the decisions
table-private = For your eyes
table-background = How it came to this
table-your-move = { $seat }, you decide
table-waiting = { $seat } is deciding
table-somebody = Somebody
table-decide = Decide: { $label }
table-pick = Choose an answer to see what follows from it.
table-consequences = What surely follows
table-consequences-none = Nothing follows at once; it shapes what the others do.
table-chances = What may follow
table-chance-branch = { $odds } ({ $percent } %): { $text }
table-reply = Then { $seat } answers. What you expect it to do:
table-reply-option = { $odds } ({ $percent } %): { $label }
table-changes = What it does to your aims, in expectation
table-change = { $text }: { $amount }
table-change-leaning = { $leader } is known to lean { $amount ->
    [for] for
   *[against] against
  } it
table-change-none = It leaves your aims as they are.
table-advice = What they tell you
table-advice-for = for
table-advice-against = against
table-tag-documented = raised at the time
table-tag-historiography = known from later histories
table-tag-counterfactual = counterfactual: nobody is known to have proposed it
table-closed = Not open: { $why }
table-closed-before = Not open, because of what was decided before
table-closed-chosen = { $seat } chose «{ $label }»
table-closed-fact = { $fact } – { $value }
table-closed-in-force = «{ $title }» is in force
table-closed-not-in-force = «{ $title }» is not in force
table-closed-leads = { $leader } decides for { $seat }
table-nth-question = { $nth ->
    [2] Second question on the same matter
    [3] Third question on the same matter
   *[other] Question { $nth } on the same matter
  }
table-crisis = A confrontation: { $sector }
table-legend = Map
table-value = How things stand with your aims: { $percent } of 100

# Indicators
indicator-aims = Your aims
indicator-recognition = Recognition
indicator-deterrence = Danger of a clash
indicator-borders = Borders
indicator-declaratory = { $power }: statehood in fact { $percent } %
indicator-declaratory-hint = The declaratory index: the geometric mean of the four Montevideo criteria (1933): people { $population }, territory { $territory }, government { $government }, capacity for relations { $capacity }. A state is what behaves as one.
indicator-constitutive = { $power }: recognised by others { $percent } %
indicator-constitutive-hint = The constitutive index: how far each power has gone (0 to 1), weighted by the power's weight. A state is what others treat as one. The two indices are never merged.
indicator-contradiction = { $from } has said two things about { $to }: { $first } ({ $first_date }) and { $second } ({ $second_date }). Both stand.
indicator-credibility = { $defender } would stand firm: { $percent } %
indicator-challenge = { $challenger } challenges: { $percent } %
indicator-clash = it comes to a clash: { $percent } %
indicator-not-live = not a live frontier
indicator-inputs = Inputs of the deterrence game (as far as you know them)
input-challenger_stake = Stake of the challenger
input-defender_stake = Stake of the defender
input-win = Chance that the challenger wins a clash
input-challenger_cost = What a clash costs the challenger
input-defender_cost = What a clash costs the defender
input-back_down_cost = What backing down costs the challenger
input-concession_cost = What conceding costs the defender
input-satisfaction = How content the challenger is with things as they are
input-noise = Noise (what neither knows of the other)
equilibrium-certain_deterrence = Certain deterrence: even a challenger ready to fight is held off.
equilibrium-separating = Separating: only a challenger ready to fight challenges.
equilibrium-bluff = Bluff: challengers who would not fight try their luck.
equilibrium-attack = The defender is expected to give way.
bond = { $protector } stands by { $protege }: { $pledge }
pledge-oral = by word of mouth
pledge-public = by a published treaty
pledge-troops = with troops in place
tension = tension { $percent } %
incidents = { $count ->
    [0] no shooting incidents
    [one] one shooting incident
   *[other] { $count } shooting incidents
  }
holder = held by { $power }
claim = { $power } claims: { $text }
force = { $power }: { $force } thousand men supplied
commission = a border commission is at work
status-open = no line is drawn
status-disputed = two lines are claimed
status-agreed = a line is agreed on paper
status-marked = the line is marked on the ground
outcome-defender_wins = the attacker was beaten
outcome-attacker_yields = the attacker broke off
outcome-stalemate = neither side gained ground
outcome-defender_yields = the defender gave ground
outcome-attacker_wins = the defender was beaten

standing-claims = claims it as its own
standing-refuses = refuses dealings
standing-ad_hoc = deals with it ad hoc
standing-agreements = has agreements with it
standing-de_facto = recognises it de facto
standing-de_jure = recognises it de jure
standing-envoys = recognises it de jure, with envoys
state-province = a province
state-autonomous = autonomous under suzerainty
state-protected = a protected state
state-independent = an independent state
state-unsaid = nothing said

treaty-in-force = in force since { $date }
treaty-in-force-until = in force from { $date } to { $until }
treaty-leaves = in force since { $date }, denounced, ends on { $until }
treaty-renews = in force since { $date }, goes on after { $until } unless notice is given
treaty-contradicts = does not go together with { $title }, which is in force as well
treaty-ended-expired = ran out on { $date }
treaty-ended-denounced = denounced on { $date }
treaty-ended-breached = broken by { $power } on { $date }
treaty-secret = secret
treaty-parties = Parties: { $parties }
treaties-none = Nothing is signed.

# Consequences in words
effect-sign = { $title } comes into force
effect-sign-secret = { $title } comes into force, in secret
effect-denounce = { $title } is denounced
effect-publish = { $title } becomes known
effect-breach = { $power } breaks { $title }
effect-recognise = { $from } now { $standing ->
    [claims] claims { $to } as its own
    [refuses] refuses dealings with { $to }
    [ad_hoc] deals ad hoc with { $to }
    [agreements] has agreements with { $to }
    [de_facto] recognises { $to } de facto
    [de_jure] recognises { $to } de jure
   *[envoys] exchanges envoys with { $to }
  }
effect-criterion = { $power }: { $criterion } { $direction ->
    [up] gains
   *[down] suffers
  } ({ $amount })
criterion-0 = a settled population
criterion-1 = a defined territory
criterion-2 = effective government
criterion-3 = capacity for foreign relations
effect-tension = Tension { $direction ->
    [up] rises
   *[down] falls
  } { $size } at { $sector }
effect-force = { $power } { $direction ->
    [up] brings { $amount } thousand men to
   *[down] takes { $amount } thousand men from
  } { $sector }
effect-satisfaction = { $power } is { $direction ->
    [up] more
   *[down] less
  } content with things as they are ({ $size })
effect-weariness = { $power } { $direction ->
    [up] can afford a clash less than before
   *[down] can afford a clash better than before
  } ({ $size })
effect-audience = { $power } { $direction ->
    [up] stakes its name: giving way will cost it more
   *[down] has less of its name at stake
  } ({ $size })
effect-troops = { $direction ->
    [up] { $men } men of { $of } are stationed in { $host }
   *[down] { $men } men of { $of } leave { $host }
  }
effect-status = { $sector }: { $status }
effect-holder = { $power } holds the disputed ground of { $sector }
effect-patrols = { $direction ->
    [up] More
   *[down] Fewer
  } patrols at { $sector }
effect-commission = { $at_work ->
    [yes] A border commission takes up work at { $sector }
   *[no] The border commission at { $sector } stops work
  }
effect-clash = { $attacker } attacks { $defender } at { $sector }
effect-set = { $fact }: { $value }
effect-leader = { $leader } takes the seat of { $seat }
stance-forbid = Your army is forbidden to move; it may still act alone
stance-hold = You do not challenge, but your army has a free hand
stance-challenge = You challenge openly
stance-concede = The disputed ground is given up
stance-resist = You stand firm; it may come to fighting
stance-back_down = You back down in public
stance-fight = It comes to a fight
size-slight = slightly
size-clear = clearly
size-sharp = sharply

# Chronicle
event-opened = { $title }.
event-passed = { $title }: it did not come to this.
event-drawn = { $text } (chance { $percent } %)
event-local-acted = The army on the spot acted without its capital at { $sector } (chance { $percent } %).
event-local-held = The army on the spot kept still at { $sector }, although it might have acted alone (chance { $percent } %).
event-signed = { $title } came into force.
event-signed-secret = { $title } came into force, known to the parties alone.
event-ended-expired = { $title } ran out.
event-ended-denounced = { $title } was denounced.
event-ended-breached = { $power } broke { $title }.
event-published = { $title } became known.
event-recognised = { $from } { $standing ->
    [claims] claims { $to } as its own
    [refuses] refuses dealings with { $to }
    [ad_hoc] deals ad hoc with { $to }
    [agreements] has agreements with { $to }
    [de_facto] recognises { $to } de facto
    [de_jure] recognises { $to } de jure
   *[envoys] exchanges envoys with { $to }
  }.
event-incidents = { $count ->
    [one] One shooting incident
   *[other] { $count } shooting incidents
  } at { $sector } since the last report ({ $expected } were to be expected).
event-clashed = Fighting at { $sector }: { $attacker } attacked { $defender }; { $outcome }. Killed and wounded: { $attacker_losses } and { $defender_losses }.
event-ceded = { $power } came to hold the disputed ground of { $sector } without a fight.
event-leader = { $leader } took the seat of { $seat }.
event-confronted = Before the crisis at { $sector }: chance of a challenge { $challenge } %, of standing firm { $resist } %, of a clash { $clash } %.

# Result and record
result-meanwhile = Meanwhile, { $date }: { $title }
result-heading = What happened
result-record = What is documented
result-sources = Sources
result-confidence-sure = well documented
result-confidence-likely = likely
result-confidence-uncertain = uncertain or contested
result-accounts = Accounts
result-contradictions = Where the sources contradict each other
result-ruling = Held here: { $ruling }
result-unknown = Unknown
result-choices = Decisions, beside the record
result-choice-yours = you
result-choice-probability = the model gave it { $percent } %
result-played = played
result-documented = documented
result-outcomes = Outcomes
result-none = You learn nothing of it.
result-secret = What only some knew
result-later = What came after
result-since = Documented since then, of earlier matters
result-kept = what is documented comes with the debrief
record-in-debrief = You read what is documented of this in the debrief.
record-known-to = Known to { $seats }
result-next = Go on
result-opening = Why you are here
result-you-decided = You decided
result-came = What came of it
result-aims = Your aims, by { $date }
result-aims-all = All together: { $before } → { $now } of 100
result-aims-same = Your aims stand as they stood.
result-aim = { $now } of 100
result-aim-moved = { $before } → { $now } of 100
result-map = On the map
result-others = What others decided
result-while = Meanwhile
result-documented-of = What is documented: { $title }
last-offered = You tabled a draft
last-accepted = You accepted
last-walked-out = You left the table
last-adjourned = You had the talks adjourned

# What an adviser says to a decision: he had advised it, had advised against it, or had advised
# another; things have since gone up, down, or neither.
reaction-for-up = It was the right word at the right time. So far.
reaction-for-up-2 = As I hoped. Let us not waste what it has won us.
reaction-for-even = It is done as I advised. Now we wait.
reaction-for-even-2 = I stand by it. We shall see who answers, and how.
reaction-for-even-3 = It went out as we had drafted it. The rest is patience.
reaction-for-down = I advised it, and I will answer for it.
reaction-for-down-2 = This is not what I promised you. I was wrong about them.
reaction-against-up = I spoke against it. I am glad to have been wrong, so far.
reaction-against-up-2 = It has gone better than I feared. I would not try it twice.
reaction-against-even = You have heard what I think of it. It is your decision.
reaction-against-even-2 = I have nothing to add to what I said before.
reaction-against-even-3 = You chose, and I carry it out. I shall keep my memorandum.
reaction-against-down = I warned you of this.
reaction-against-down-2 = I take no pleasure in having been right.
reaction-other-up = I would have gone another way. This one holds, so far.
reaction-other-up-2 = Not my counsel, but I can work with it.
reaction-other-even = I would have chosen otherwise. Let us make the best of it.
reaction-other-even-2 = So be it. I will see that it is carried out.
reaction-other-even-3 = My draft lies in the drawer, if it should be wanted after all.
reaction-other-down = I had proposed something else, as you will remember.
reaction-other-down-2 = We paid for this. There was another way.
result-debrief = To the debrief
verdict-matched = as documented
verdict-weaker = less than documented
verdict-stronger = more than documented
verdict-different = otherwise than documented
verdict-unknown = the record does not know
verdict-open = still open
verdict-kept = with the debrief
value-did-not-arise = did not come up
value-no = not in force
value-secretly = in force, in secret
value-openly = in force, known to all
value-none = none
value-one = one
value-several = several

# Debrief
debrief-heading = Debrief
debrief-summary = { $matched } of { $known } outcomes came out as documented, { $diverged } otherwise{ $unknown ->
    [0] .
    [one] ; on one the record is silent.
   *[other] ; on { $unknown } the record is silent.
  }
debrief-no-score = This is no score. History is one way it went, and repeating it is not the aim.
debrief-outcomes = Your world and the record
debrief-where = Where the roads parted
debrief-where-text = { $seat } { $question } chose «{ $chosen }»; documented is «{ $recorded }». The model had given the documented choice { $percent } %.
debrief-where-none = Every recorded decision was taken as documented.
debrief-objectives = What each seat wanted, and got
debrief-objective-documented = Documented: { $text }
debrief-objective-value = at the start { $start }, now { $now } of 100
debrief-secrets = What was kept from you
debrief-secrets-none = Nothing was kept from you.
debrief-secret-treaty = In force before the first day, in secret: { $title }. { $text }
debrief-secret-article = «{ $item }», article «{ $clause }»{ $shared }: agreed, «{ $value }». { $text }
debrief-secret-article-unratified = «{ $item }», article «{ $clause }»{ $shared }: agreed and not ratified, «{ $value }». { $text }
debrief-secret-article-none = «{ $item }», article «{ $clause }»{ $shared }: it was on the table, and nothing was agreed.
debrief-secret-fact = { $fact }: at first «{ $start }», in the end «{ $now }».
debrief-secret-fact-same = { $fact }: «{ $now }», from the first day to the last.
debrief-confided = What each was told in confidence
debrief-items = Item by item
debrief-unknown = What the record does not know, and this scenario does not invent
debrief-sources = Sources
debrief-why = What moved { $seat } then
debrief-judgement = How much of this rests on judgement: { $percent } % of the numbers in play are judgements of the authors, { $contested } % are contested between sources.
debrief-fair = Is the model fair? { $text }
debrief-fair-text = It knows a few seats, a few frontiers and a handful of treaties. It has no weather, no private quarrels and no luck but the dice it shows. Every number can be looked up in the scenario's files; where you find a better source, change it and play again.
debrief-hash = State { $hash } · seed { $seed } · scenario { $scenario } { $version } ({ $content })
debrief-again = Play again, from any seat
debrief-own = Your game
debrief-own-watched = You watched. Each seat decided by its own conduct.
debrief-all-seats = How all seats fared, of 100
debrief-aims = Your aims, at the first day and the last
debrief-roads = Where your road left the documented one
debrief-roads-none = You decided as is documented wherever something is.
debrief-road = You chose «{ $chosen }»; documented is «{ $recorded }».
debrief-weighed = What your decisions weighed
debrief-weighed-note = Worked out by playing the game on from each decision with your answer and with each of the others.
debrief-discuss = To talk about
debrief-course = How it went
debrief-course-seats = How things stood with the aims of each, of 100
debrief-course-aims = How things stood with each of your aims, of 100
debrief-timelines = Two timelines
debrief-timelines-what = What each seat decided, and what is documented of the same question; «=» where both are the same.
debrief-day = Day
debrief-not-over = The game is not over: its debrief comes at the end.
debrief-save = Save as a page
debrief-saved = Saved as { $path }
debrief-not-saved = The page was not saved: { $why }
discuss-parting = { $seat } chose «{ $chosen }»; in history it was «{ $recorded }». What was known on that day, what was not, and who wanted which of the two?
discuss-secret = { $date }: «{ $text }» Who would have acted otherwise, had they known of it?
discuss-accounts = «{ $title }» is told in one way by { $one } and in another by { $two }. Which of their claims could be checked, and by which papers?
discuss-breach = «{ $title }» was broken. What had made it worth signing, and what was it to cost whoever broke it?
discuss-price = Which of your aims could only be reached at the cost of somebody who did not sit at the table?
discuss-today = Where does the safety of a state rest today on the guarantee of another, and what makes such a guarantee believed?
discuss-model = Which sentence of this debrief do you believe least? What source would settle it?
debrief-title = To the title

# Errors and notices shown to players
notice-saved = Saved picture { $path }
notice-journal = Journal: `{ $path }`
notice-not-written = this decision could not be written to the journal ({ $why }), so it was not carried out; mend that and decide again
notice-refused = Not possible: { $why }
notice-resumed = Continued: { $count ->
    [0] nothing had been decided yet.
    [one] one decision was replayed.
   *[other] { $count } decisions were replayed.
  }
notice-resumed-pages = These pages say what has happened since your last decision.
notice-goes-on-new = { $aside ->
    [0] The game now goes on in «{ $name }»; the old file stays as it is.
    [one] The game now goes on in «{ $name }»; one later decision is set aside, and the old file stays as it is.
   *[other] The game now goes on in «{ $name }»; { $aside } later decisions are set aside, and the old file stays as it is.
  }
notice-goes-on-again = It went on in «{ $name }» before, and goes on there again; the old file stays as it is.
notice-damaged = «{ $name }» was changed or damaged in the middle; what stands before that counts.
notice-torn = The last line of «{ $name }» was never finished; the game stands as it was before it.
notice-scenario-changed = The journal was played with «{ $then }» { $then_version } ({ $then_code }); here is «{ $now }» { $now_version } ({ $now_code }), and it is replayed as far as it fits.
notice-seat-gone = The seat «{ $seat }» is not there any more.
notice-still-fits = All of it still fits.
notice-journal-deleted = The journal `{ $path }` was deleted while you played. It was written anew, and holds everything.
notice-journal-replaced = Somebody else changed the journal `{ $path }` while you played. It stays as it is now; your game goes on, whole, in `{ $to }`.
notice-journal-lost = The journal `{ $path }` was deleted or changed while you played, and cannot be written anew: { $why }. This game is not kept any more.
notice-not-kept = This game is not kept, because { $why }. Begun with `--journal FILE`, it is kept in that file.
not-kept-no-place = the system names no place for it
not-kept-no-folder = the folder `{ $path }` cannot be made: { $why }
not-kept-not-written = nothing can be written in `{ $path }`: { $why }
not-kept-not-allowed = the system allows nobody to write there
notice-skipped = «{ $name }» was passed over, and left as it is: { $why }.
skip-unreadable = it cannot be read
skip-no-journal = it is no journal of this game
skip-too-new = a newer version of the game wrote it
skip-no-scenario = its scenario, «{ $scenario }», is not here
skip-scenario-faulty = its scenario, «{ $scenario }», has faults
skip-no-seat = its scenario, «{ $scenario }», no longer has a seat that was played in it
skip-busy = it could not be written to ({ $why })

one-or-other = { $first } or { $next }

# Why an intent is refused; each follows on a colon
refusal-over = the game is over; nothing can be decided any more
refusal-no-such-seat = there is no seat `{ $seat }` in this scenario
refusal-not-your-move = it is not your move: { $seat } is deciding
refusal-no-game = there is no such game any more
refusal-nothing-asked = nobody is asked for a decision right now
refusal-other-question = the question `{ $asked }` is open, not `{ $given }`
refusal-no-such-option = `{ $option }` is no answer here; open are: { $open }
refusal-no-such-clause = there is no clause `{ $clause }` in this draft; there are: { $open }
refusal-clause-left-out = the draft says nothing about «{ $clause }»; every clause needs a value
refusal-no-such-value = `{ $value }` is nothing that «{ $clause }» can say; it can say: { $open }
refusal-not-your-reservation = only the party itself can make its reservation to «{ $clause }»
refusal-nothing-tabled = there is no draft on the table to accept; table one
refusal-no-more-recess = the conference does not adjourn again
refusal-no-time-for-recess = there is no time left to adjourn; the next matter is coming up
refusal-no-mediator = there is nobody at this conference to ask for a compromise
refusal-mediated-already = a compromise has been tabled already; there is no second
refusal-no-compromise = there is no draft that no party has publicly refused, so none can be proposed
refusal-not-open = `{ $option }` is not open to you now, because of what was decided before
refusal-not-yours = the seat { $seat } is not yours to play

# Journals that cannot be used, or only in part
journal-unreadable = the journal `{ $path }` cannot be read: { $why }
journal-none = `{ $path }` is no journal of this game; a journal begins with a line that names the scenario
journal-too-new = the journal `{ $path }` has format { $format }, which this version of the game does not know; a newer version opens it
journal-torn = the last line of `{ $path }` (line { $line }) was never finished; the game stands as it was before it
journal-damaged = line { $line } of `{ $path }` was changed or damaged; the game stands as it was before that line
journal-in-use = another running game is writing to this journal; close that game first
journal-no-seat = the journal is of { $held }, and the scenario `{ $scenario }` has no such seat any more (it has: { $seats }); open it with the scenario it was played with
misfit = decision { $number } of { $of } (line { $line } of the journal; { $when }; `{ $seat }`: { $what }) no longer fits: { $why }
misfit-round = { $date }, round { $round }
misfit-no-seat = the scenario has no seat `{ $name }` any more
misfit-no-item = the scenario has no item `{ $name }` any more
misfit-no-question = `{ $within }` has no question `{ $name }` any more
misfit-no-option = `{ $within }` has no option `{ $name }` any more
misfit-like = { $gone }; like it is { $like }
misfit-known = { $gone }; there are: { $known }
misfit-no-conference = `{ $item }` is no conference any more
misfit-asked = `{ $question }` is asked at this point now
intent-choose = { $option } for { $question }
intent-offer = an offer at { $conference }
intent-accept = accepting at { $conference }
intent-walk-out = walking out of { $conference }
intent-adjourn = adjourning { $conference }
intent-mediate = mediation at { $conference }

# Terminal
term-welcome = Status Quo, in text. Type a number and Enter. `help` lists the commands.
term-no-display = No display was found, so the game runs in the terminal.
term-which-scenario = Which scenario?
term-which-seat = Which seat? (0 to watch)
term-prompt = >
term-help =
    number      look at that answer; the same number again, or `go`, decides
    go          decide for the answer you looked at
    why N       what speaks for and against answer N
    ahead       what tends to follow from each answer
    more        how it came to this, where there is more to read
    brief       your brief and aims
    recognition who treats whom as what
    deterrence  who dares what, with the inputs
    borders     the frontiers
    treaties    what is signed
    chronicle   what has happened
    record      what is documented of the last items, and how the others decided
    codex WORD  look up a person, a place, a treaty or a term
    undo        back to your last decision
    quit        leave; the journal keeps the game
term-codex = `codex` and one of these, or any word, tells more.
term-unknown = I do not know «{ $word }». `help` lists the commands.
term-more-hint = `more` tells how it came to this.
term-looking = Answer { $number }: { $label }
term-meanwhile = `record` shows how the others decided, and what is documented.
term-go-hint = `go` decides for it, another number looks at another answer.
term-no-choice = Look at an answer first: type its number.
term-nothing-to-undo = There is nothing to take back.
term-kept = The game is kept after every decision. To leave and go on later: `{ $call }`
term-bye = The game is kept. To go on with it: `{ $call }`
term-bye-unsaved = Goodbye.
term-bye-not-kept = Goodbye. This game was not kept, because { $why }. Begun with `--journal FILE`, it would have been.
term-what-if = What other answers would have changed: `{ $call }`
term-evidence = How far can this scenario be trusted? The command `evidence`, with its name, says so.
term-interrupted = Interrupted.
term-which-game = Which scenario? (0 goes on with the game played last)
term-last-game = 0. Go on: { $title }, { $count ->
    [0] nothing decided yet
    [one] one decision
   *[other] { $count } decisions
  }
term-goes-on-with = Going on with the game played last, `{ $path }`.
term-no-last-game = there is no game to go on with yet; `status-quo play SCENARIO` begins one, and `status-quo list` shows the scenarios
term-held = { $count ->
    [one] One expectation held:
   *[other] All { $count } expectations held:
  }
term-held-some = { $held ->
    [0] No expectation held.
   *[other] { $held } of { $count } expectations held:
  }
term-script-left = The script has come to its end.
term-press-enter = Enter goes on.
term-over = The game is over.
term-seat-line = { $number }. { $seat }: { $leader }, { $office }
term-scenario-line = { $number }. { $title } ({ $years })
term-number-please = Please type a number from { $from } to { $to }.

# Desktop
desktop-window = Status Quo – { $page }
desktop-window-title = Title
desktop-window-seats = Seats
desktop-window-table = Table: { $question }
desktop-window-conference = { $conference }, round { $round } of { $rounds } ({ $said } said)
desktop-window-result = Result: { $item }
desktop-window-bench-unread = Workbench: { $pack } (cannot be read)
desktop-window-bench = Workbench: { $pack } ({ $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
})
desktop-no-display = There is no display to open a window on; `--terminal` plays as text.
desktop-no-threads = The window needs more threads than the system gives to this user; close other programs, or play in the terminal with `--terminal`.
desktop-no-window = The window could not be opened: no display server or no graphics driver answered; `--terminal` plays as text.
desktop-ended-badly = The window ended with an error ({ $code }).
desktop-no-last-game = There is no game to continue.
desktop-journal-not-begun = The journal { $path } could not be begun ({ $why }), so this game will not be saved.
desktop-taken-back = Your last decision was taken back.
desktop-not-taken-back = The decision could not be taken back: { $why }
desktop-no-picture-folder = No folder for pictures was found.
desktop-picture-failed = The picture could not be saved: { $why }
desktop-map-now-in-ink = { $name }: now in the ink of { $power }
desktop-map-in-ink = shown in the ink of { $power }
desktop-legend = Legend
desktop-legend-marked = marked on the ground
desktop-legend-agreed = agreed on paper
desktop-legend-claim = claimed
desktop-legend-open = open
desktop-legend-settled = not in dispute here
desktop-legend-rail = railway, in its ink
desktop-legend-tension = frontier, with tension
desktop-legend-force = force, in thousand men
desktop-legend-here = where it happens
desktop-library-faulty = has faults and cannot be played
desktop-library-situation = The situation at the start
desktop-observe-hint = All seats are played by the program, each by its own aims, as the others are when you sit at the table. You turn the pages: what happened, beside what is documented, and at the end the debrief.
desktop-so-far = Decided so far
desktop-sum = taken together
desktop-facts = How matters stand
desktop-tension = tension
desktop-no-live-frontier = No frontier is live at present.
desktop-sides = { $challenger } would move the line; { $defender } holds it
desktop-challenges = { $power } challenges
desktop-stands = { $power } stands firm if challenged
desktop-clash = it comes to a clash
desktop-recognition-table = Each toward each
desktop-recognition-table-hint = Rows recognise columns. Point at a square for the words.
desktop-contradictory-acts = Acts that contradict each other
desktop-declaratory = statehood in fact
desktop-constitutive = recognised by others
desktop-pair = { $from } {"→"} { $to }: { $words } (last said: { $status })
desktop-decide = Decide
desktop-to-answers = Answers ↓
desktop-to-answers-hint = Goes to the question and its answers. Enter does the same.
desktop-menu = Menu
desktop-menu-hint = Menu: title page, settings, full screen, quit
menu-title = To the title page
menu-full-screen = Full screen
menu-larger = Larger text
menu-smaller = Smaller text
menu-picture = Save a picture
menu-codex = Codex
menu-settings = Settings and keys
menu-quit = Quit
menu-bench = Back to the workbench
library-begin = New scenario
library-begin-hint = Writes a small whole scenario with remarks into your own folder of scenarios, and opens it on the workbench.
library-bench-hint = Opens the scenario's files: what is wrong with them, the agenda, the numbers, and what many games show.
bench = Workbench
bench-built-in = Built in. Copy it to your own folder to change it.
bench-place = { $path }. Change the files in any editor; what you save is seen here at once.
bench-zip = { $path }. What lies in a zip is not changed; copy it to your own folder first.
bench-stale = The files cannot be played as they are. Agenda, trial, pages and play are of the last version that could.
bench-never-good = The files cannot be played yet. Once no error is left, the agenda, trials and pages are here.
bench-unread = The files cannot be read now: { $why }
bench-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
bench-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}
bench-good = can be played · code { $code }
bench-tab-text = Text
bench-tab-agenda = Agenda
bench-tab-numbers = Numbers ({ $count })
bench-tab-trial = Trial
bench-play = Play
bench-play-hint = Choose a seat and play from the start.
bench-try = Play 200 games
bench-try-hint = Half of them by the seats' own conduct, half with any answer that is open. Shows what never happens, who cannot win, and how long it takes.
bench-write-pages = Write pages
bench-write-pages-hint = Writes a role sheet for each seat and a summary of the whole as pages to print, into your folder for documents.
bench-add = Add …
bench-add-hint = Writes the skeleton of something new into a file of its own, with the names that are there.
bench-add-seat = A seat, with its leader and a first decision
bench-add-decision = A decision
bench-add-conference = A conference
bench-add-event = An event
bench-add-crisis = A crisis on a frontier
bench-copy = Copy to change
bench-copy-hint = Copies the files into your own folder of scenarios, where they can be changed.
bench-back = Library
bench-back-hint = Escape does the same.
bench-trying = { $done } of { $all } games
bench-seeking = Looking for a way there …
bench-findings = What is found
bench-files = Files
bench-unread-findings = What stands here is of the last version that could be read.
bench-mend-all = Make all { $count } changes that need no thought
bench-within = Within itself
bench-no-display = There is no display to open the workbench on; `status-quo check` says as text what is wrong.
bench-no-findings = Nothing. What cannot be seen by reading, a trial of many games may show.
bench-more-findings = and { $count } more
bench-guess = This is a guess; something near it may be the cause.
bench-likely = This is likely, going by what stands around it.
bench-help = What to do: { $help }
bench-mend = Make this change
bench-mend-guess = Make this change, if it is what was meant
bench-mend-hint = Writes it into the file. Nothing else of the file is touched.
bench-mend-fixed = These files cannot be changed where they are; copy them first.
bench-means = What this means
bench-wrong = Wrong
bench-right = Right
bench-all-grades = all
bench-no-grade = without a grade
bench-grade = { $grade } { $count }
bench-numbers-hint = Every number that steers an outcome. A click shows it in the text.
bench-graph-what = The items in the order of their days. An arc leads from what may bring something about to what asks for it. Choose an item to see what it hangs on, and to play from there.
bench-reach-always = comes up in every game
bench-reach-perhaps = comes up, depending on what is chosen and drawn
bench-reach-never = can never come up
bench-sign-conference = a conference; an open square as a ring
bench-arc-for = helps
bench-arc-against = hinders
bench-item-line = { $date } · { $id }
bench-item-share = came up in { $share } of the games
bench-show-text = in the text: { $place }
bench-points = Who decides here
bench-no-points = Nobody: it happens.
bench-play-here = Play from here as { $seat }
bench-play-here-hint = Looks for a game that comes to this point, as near to the record as can be, and puts you there.
bench-hangs-on = Hangs on
bench-leads-to = Leads to
bench-way-record = { $count ->
    [0] Nothing had to be decided to come to this point.
    [one] You stand at this point after 1 decision made for you as the record has it.
   *[other] You stand at this point after { $count } decisions made for you as the record has them.
} The seed is { $seed }. This game is not kept.
bench-way-any = No game by the record came here, so { $count ->
    [one] 1 decision was
   *[other] { $count } decisions were
} made for you in another way. The seed is { $seed }. This game is not kept.
bench-way-record-all = Only games in which all seats are steered came here: { $count } decisions as the record has them. The seed is { $seed }. You play all seats from now on. This game is not kept.
bench-way-any-all = Only games in which all seats are steered came here: { $count } decisions, not those of the record. The seed is { $seed }. You play all seats from now on. This game is not kept.
bench-no-way = In { $games } games { $seat } never came to this point. That is no proof that it cannot; a trial of many games tells more.
bench-never = No game comes to this point: { $why }.
bench-no-folder = No folder of your own was found to write into.
bench-begun = A small whole scenario to begin with, in { $path }. The remarks in its files say what is what.
bench-copied = A copy to change, in { $path }.
bench-pages = { $count } pages to print are in { $path }
bench-trial-what = { $games } games, always the same ones: half by the seats' own conduct, which is what a class will probably meet, half with any answer that is open, which shows what can be met at all. What was never seen, who could never win and which question decides nothing is then said here.
bench-trial-old = This is of an earlier version of the files.
bench-trial-games = { $own } games by the seats' own conduct, { $any } with any answer that is open.
bench-trial-findings = What they tell
bench-trial-nothing = Nothing to mend.
bench-trial-seats = How the seats fare
bench-trial-seats-hint = What the end is worth to each by its own aims, from 0 to 1, where all play themselves.
bench-trial-seat = { $seat }: { $worth }; { $questions } questions, { $speeches } speeches, about { $minutes } minutes
bench-trial-outcomes = What comes of it
bench-trial-outcomes-hint = In what share of the games by the seats' own conduct; then with any answer.
bench-trial-value = { $value }; with any answer { $any }
bench-trial-value-documented = { $value }, documented; with any answer { $any }
key-escape = Esc
key-larger = Ctrl +
key-smaller = Ctrl −
key-quit = Ctrl Q
key-undo = Ctrl Z

# Probabilities in words
odds-none = no chance
odds-almost-none = almost no chance
odds-very-unlikely = very unlikely
odds-unlikely = unlikely
odds-even = about even
odds-likely = likely
odds-very-likely = very likely
odds-almost-certain = almost certain
odds-certain = certain

# The curtain between those who share a desk
curtain-heading = { $seat } decides
curtain-text = Give the desk to whoever plays { $leader }. Until then nothing is shown.
curtain-lift = I play { $seat }
curtain-key = Space
desktop-window-curtain = Curtain

# The games that are kept
games-heading = Games that are kept
games-go-on = Go on with it
games-line = { $seats } · { $count ->
    [0] no decision yet
    [one] one decision
   *[other] { $count } decisions
  } · { $when }
games-over = played to its end
games-not-here = Its scenario is not here, so it cannot be played on.

# The codex: terms, each with its explanation and other words by which it is looked for
codex-heading = Codex
codex-look = Look for a name or a word
codex-none = Nothing here answers to that.
codex-kind-term = Terms
codex-kind-person = People
codex-kind-power = Powers
codex-kind-place = Places
codex-kind-instrument = Instruments
codex-also = Also: { $names }
codex-autonomy = Autonomy
codex-autonomy-is = A land rules itself in its own affairs and yet belongs to another state, which keeps the outward ones. How much is own and how much outward is what treaties quarrel about.
codex-autonomy-as = self-rule, self-government
codex-banner = Banner
codex-banner-is = A territory of the Mongols under a hereditary prince, the ground on which taxes, pasture and service were counted; several form a league or an aimag.
codex-banner-as = khoshun, hoshun, aimag, league
codex-bogd = Bogd
codex-bogd-is = The highest lama of the northern Mongols, held to be reborn from life to life and seated at Urga; as Bogd Khan also the ruler of a state.
codex-bogd-as = Bogd Khan, Bogd Gegen, Jebtsundamba, Khutuktu, Hutuktu, lama
codex-breach = Breach
codex-breach-is = A party does what a treaty in force forbids, or leaves undone what it demands. Here a treaty says what its breach costs: others trust the breaker less, and may act.
codex-breach-as = violation, broken treaty
codex-concession = Concession
codex-concession-is = A right over land, rails, mines or trade that a government grants to foreigners for a time, often because it cannot refuse.
codex-concession-as = railway zone, lease, grant
codex-constitutive = Recognised by others
codex-constitutive-is = How far the powers treat a government as a state, from 0 to 100: the weight of those who recognise it, in fact or by law, among all who count.
codex-constitutive-as = constitutive, recognition by others, index
codex-declaratory = Statehood in fact
codex-declaratory-is = How far a land has what makes a state, whoever recognises it: a people, a territory, a government, and dealings with others. The four criteria are those of the Convention of Montevideo of 1933.
codex-declaratory-as = declaratory, Montevideo, criteria
codex-de-facto = Recognition de facto
codex-de-facto-is = Dealing with a government because it is there, without granting that it should be: trade, consuls, agreements on matters at hand. It can be taken back.
codex-de-facto-as = in fact, de facto
codex-de-jure = Recognition de jure
codex-de-jure-is = Treating a government as the lawful one of a state: envoys, treaties, a seat among others. Taking it back is a grave act.
codex-de-jure-as = by law, de jure, diplomatic relations
codex-demarcation = Demarcation
codex-demarcation-is = A border goes through stages: claimed by one side, agreed on paper, then marked on the ground with posts. Between paper and posts there is room for clashes.
codex-demarcation-as = delimitation, border line, posts, frontier
codex-denunciation = Denunciation
codex-denunciation-is = Ending a treaty by notice, as its own terms allow. It is no breach, but it is noticed.
codex-denunciation-as = notice, termination, withdrawal
codex-deterrence = Deterrence
codex-deterrence-is = Keeping another from a step by what it would cost him. Three chances make it up here: that one side challenges, that the other stands firm, and that it comes to a clash. The figure in the bar above is the chance of a clash at the most dangerous frontier.
codex-deterrence-as = challenge, stand firm, resolve, credibility, clash
codex-extra = Extraterritoriality
codex-extra-is = Foreigners stand under the courts of their own consul and not under those of the land.
codex-extra-as = consular jurisdiction, capitulations
codex-guarantee = Guarantee
codex-guarantee-is = A promise to stand by another, or by a line, if it is attacked. It deters only as far as it is believed.
codex-guarantee-as = pact, mutual assistance, alliance, tripwire
codex-incident = Incident
codex-incident-is = Shots, a crossing, stolen herds: what happens on a tense frontier without an order from above. Most are settled; some are used.
codex-incident-as = clash, border incident, crossing
codex-mandate = Mandate
codex-mandate-is = What a government allows its delegates: how much each article is worth to it, what it must never sign, and how its patience runs out. Delegates without a player speak within theirs.
codex-mandate-as = instructions, delegates
codex-no-treaty = What no treaty is worth
codex-no-treaty-is = What a side expects if the talks fail. A draft worth less than that will not be signed, however long one talks; whoever has the better way out can ask for more.
codex-no-treaty-as = BATNA, alternative, walk out, zone of agreement
codex-notes = Exchange of notes
codex-notes-is = An agreement in two letters of the same wording, one from each side: quicker than a treaty, and as binding if meant so.
codex-notes-as = note, diplomatic note
codex-open-door = Open door
codex-open-door-is = The rule that all powers trade in China on like terms, and that nobody shuts others out of a part of it.
codex-open-door-as = Hay notes, equal opportunity
codex-protocol = Protocol
codex-protocol-is = A signed paper that adds to a treaty or stands in place of one, often shorter and with fewer ceremonies.
codex-protocol-as = convention, declaration, agreement
codex-ratification = Ratification
codex-ratification-is = Consent at home, by which a signed treaty comes into force. Those at home may care for other things than the delegates.
codex-ratification-as = consent, parliament, ratify
codex-reading = Reading
codex-reading-is = Treaties stand in several languages, and a word of one may not mean the same in another. Each side holds to its own text where they part.
codex-reading-as = language version, translation, independence
codex-red-line = Red line
codex-red-line-is = What a leader will not do: some never, some only at a price that weighs on everything he wants.
codex-red-line-as = line, never
codex-reservation = Reservation
codex-reservation-is = A party signs an article and says that a part of it does not bind it.
codex-reservation-as = proviso, reserve
codex-side-letter = Secret article
codex-side-letter-is = An annex that only the parties know, or a letter that only some of them know. It binds those who signed, and harms them when it becomes known.
codex-side-letter-as = side letter, secret annex, secret treaty
codex-sovereignty = Sovereignty
codex-sovereignty-is = Nobody stands above the state: it makes its laws, keeps its army and speaks for itself.
codex-sovereignty-as = independence, sovereign
codex-sphere = Sphere of interest
codex-sphere-is = A region that a power reserves for itself without owning it; others agree to keep out, mostly without asking who lives there.
codex-sphere-as = sphere of influence, demarcation line, special interests
codex-status-quo = Status quo
codex-status-quo-is = Things as they are. Who is content with them need only hold; who is not must move.
codex-status-quo-as = contentment, revisionist
codex-suzerainty = Suzerainty
codex-suzerainty-is = One state stands above another in name while that one governs itself. It is less than sovereignty, and was seldom defined, so that each side could read it as it wished.
codex-suzerainty-as = overlordship, vassal, tribute
codex-tension = Tension
codex-tension-is = How strained a frontier is, from 0 to 100. It rises with forces, patrols and incidents, falls with time and commissions, and makes shots more likely.
codex-tension-as = strain, frontier

# Settings
settings-heading = Settings and keys
settings-text = Text size
settings-odds = Odds
settings-odds-words = In words
settings-odds-numbers = In numbers
settings-odds-hint = Very unlikely: up to 20 %. Unlikely: up to 45 %. About even: up to 55 %. Likely: up to 80 %. Very likely: up to 95 %.
settings-level = Looking ahead, in the next game
settings-level-guided = Beside every answer
settings-level-usual = When you ask
settings-level-unaided = Never
settings-record = What is documented, in the next game
settings-record-after = After each item
settings-record-debrief = Only in the debrief
settings-next-game = A game that has been begun goes on as it was begun.
settings-hints = Hints for a first game
settings-hints-on = Shown
settings-hints-off = Put away
hint-read = Got it
hint-none = No more hints
hint-opening = Who you are, and what you want. The bars say how much each aim weighs. Enter goes on.
hint-question = Strike the number of an answer to see what surely follows, what may follow, and what it does to your aims. Enter decides, Ctrl Z takes it back.
hint-result = On the left what came of your decision, and how your aims moved; on the right what others did. What is documented lies folded until you want it.
hint-conference = Each row is an article. ↑ ↓ choose one, ← → change it in your draft; above stands what the draft is worth to you, and what no treaty is worth. T tables it, A accepts what stands.
hint-debrief = First your own game: what weighed most, and where you left the record. ← → turn to the other pages. Save it as a page to keep or print it.
keys-heading = Keys
keys-table-heading = Keys at a negotiating table
keys-enter = Enter
keys-enter-does = go on; decide
keys-digits = 1 to 9
keys-digits-does = look at an answer
keys-arrows = ↑ ↓
keys-arrows-does = from answer to answer; scroll
keys-sides = ← →
keys-sides-does = from tab to tab
keys-page = Page ↑ ↓
keys-page-does = scroll
keys-tab = Tab
keys-tab-does = from button to button
keys-legend = L
keys-legend-does = open or close the legend of the map
keys-escape-does = back
keys-help = F1
keys-codex = F2
keys-menu = F10
keys-full = F11
keys-picture = F12
keys-size = Ctrl + and Ctrl −
desktop-answer = { $number }. { $label }
desktop-indicator-clash = clash
desktop-indicator-tension = tension
desktop-debrief-tables = At the tables
desktop-debrief-no-tables = No conference met in this game.
desktop-debrief-evidence = Chance and evidence
desktop-outcome = outcome
desktop-verdict = verdict
desktop-open-row = A row opens to what is documented, with its sources.
desktop-gave-chosen = chance the model gave to what was chosen
desktop-gave-documented = chance the model gave to what is documented
desktop-chances = What chance decided
desktop-identity = This game, to be told to others
desktop-next-other = How { $seat } is expected to answer
desktop-no-reasons = No aim weighed for or against it.

# ---------------------------------------------------------------- conferences

conference-annex = secret annex, known to { $seats }
conference-side-letter = side letter between { $seats }
conference-reserved = { $value }, with a reservation of { $seat }
conference-group = { $group } must be won over; what counts for them is { $clauses }
conference-no-recess = The conference does not adjourn again.
conference-no-time = There is no time left to adjourn before the next matter comes up.
conference-parties = At the table
conference-round = Round { $round } of { $rounds }
conference-weight = { $percent } % of what you want
conference-stands = on the table
conference-your-best = your best
conference-best-of = best for { $seat }
conference-refused-by = never signed by { $seat }
conference-standing = The draft on the table is that of { $seat }.
conference-nothing-stands = Nothing is on the table yet.
conference-instructions = Your instructions, in confidence
conference-without = Without a treaty:
conference-alternative = { $text } (chance { $chance } %, worth { $worth } of 100 to you)
conference-in-draft = ← in your draft
conference-worth = worth { $percent } of 100 to you
conference-draft = Your draft, and what it is worth to you
conference-sum-ideal = Your best treaty would be worth { $amount }
conference-sum-home = What the risk at home takes off: { $amount }
conference-sum-lines = What crossing your own lines costs: { $amount }
conference-sum-worth = So this draft is worth { $amount }
conference-sum-without = No treaty is worth { $amount }
conference-sum-target = Your mandate would hold out for { $amount } at this moment
conference-sum-consent = Chance of consent at home: { $percent } %
conference-hard = «{ $clause }» crosses a line that you never cross
conference-place = by what it says in public, { $seat } gets { $percent } of 100 of its wishes
conference-would-refuse = { $seat } has said that it will never sign this
conference-said = At the table
conference-compared = The treaty beside the documented one
conference-in-force = The treaty is in force.
conference-not-ratified = The treaty was agreed, but it fell at home.
conference-fell-at-home = The treaty was agreed, but it fell at home: { $seats }.
conference-no-treaty = No treaty came about.
conference-came-to-nothing = In history too it came to nothing: there is no treaty to compare.
conference-differences = { $differences ->
    [0] No article of { $articles } differs from the documented treaty.
    [one] One article of { $articles } differs from the documented treaty.
   *[other] { $differences } articles of { $articles } differ from the documented treaty.
}
conference-no-article = no treaty
conference-article = article
conference-speeches = What was said at the table ({ $count ->
    [one] one speech
   *[other] { $count } speeches
})
conference-said-new = At the table{ $count ->
    [0] {""}
   *[other] {" "}· { $count } new
}
conference-nothing-said = Nobody has spoken yet.
conference-papers = Your papers
conference-situation = The situation
conference-home = Who must consent at home
conference-alternative-worth = { $text } (worth { $worth } of 100 to you)
conference-versions = In each language
conference-own-line = Your own line: { $text }
conference-ordered = Its values stand in order of strength, weakest first.
conference-accepted = accepts

# How the other parties at a table take what one does. The lines are the game's own, and tell
# no more than everybody at the table sees.
mood-waiting = waits for you
mood-open = interested
mood-even = even
mood-impatient = impatient
mood-affronted = affronted
manner-ours = The scene is ours; nothing of it is documented. It goes by the drafts on the table.
manner-waiting = { $who }'s delegates have read the agenda twice and wait for your paper.
manner-waiting-2 = { $who }'s delegates speak of the weather, and look at your folder.
manner-waiting-3 = { $who }'s delegates say that they have come to listen.
manner-open = { $who }'s delegates bend over your draft and take notes.
manner-open-2 = { $who }'s delegates have put their prepared answer aside.
manner-open-3 = { $who }'s delegates have tea brought, for both sides.
manner-even = { $who }'s delegates hear you out and give nothing away.
manner-even-2 = { $who }'s delegates thank you for your explanations.
manner-even-3 = { $who }'s delegates pass your paper along without a word.
manner-impatient = { $who }'s delegates ask whether you have brought anything that was not in the last paper.
manner-impatient-2 = { $who }'s delegates have had this speech translated before.
manner-impatient-3 = { $who }'s delegates have laid their watches on the table.
manner-affronted = { $who }'s delegates lay your last draft beside this one and read out what is missing.
manner-affronted-2 = { $who }'s delegates have stopped writing.
manner-affronted-3 = { $who }'s delegates ask for an hour, and take all of it.
conference-never-this = never signs this
conference-worth-short = worth { $amount } to you
conference-wishes-short = { $percent } of 100 of its public wishes
conference-caption-draft = Your draft
conference-caption-standing = Your draft: what stands
conference-caption-of = The draft of { $seat }, { $date }
conference-caption-mediator = The compromise of { $name }
conference-line-target = mandate { $amount }
conference-line-without = no treaty { $amount }
conference-summary = Draft { $worth } · no treaty { $without } · mandate { $target }
conference-row-lines = Crossing your own lines
conference-row-worth = Your best { $ideal }, less all this: the draft is worth
conference-mark-draft = your draft
conference-mark-stands = on the table
conference-mark-best = best for that party
conference-mark-never = it never signs this
conference-mark-line = your own line: never
conference-mark-price = at a price
conference-mark-passes = passes at home
conference-mark-falls = falls at home
conference-reserve-short = reservation
conference-reserve-hint = The article with a reservation of { $seat }: it then counts half for everybody.
conference-strip-whole = A whole draft
conference-strip-changed = Changed: { $clauses }
conference-strip-hint = Point at the numbers of a draft to see it in the table; strike them to take it up.
conference-why = Why, in numbers
conference-why-opening = In numbers
conference-why-ideal = Its best treaty: { $amount }
conference-why-worth = The draft that stood was worth { $amount } to it
conference-why-target = It held out for { $amount }
conference-why-hard = «{ $clause }» crossed a line that it never crosses
conference-why-chance = So it accepted with a chance of { $percent } %
conference-act-table = Table this draft
conference-act-table-short = Table
conference-act-accept = Accept what stands
conference-act-accept-short = Accept
conference-act-mediate = Ask the mediator
conference-act-mediate-short = Mediator
conference-act-adjourn = Adjourn
conference-act-walk-out = Walk out
conference-key-enter = Enter
conference-key-escape = Esc
conference-unchanged = Your draft says what stands already: change it, or accept.
conference-no-mediation = The mediator has been asked already.
conference-take-standing = What stands (S)
conference-take-best = Your best (B)
conference-take-reserve = Reservation (R)
conference-hints = Keys and signs
conference-signs = What the signs mean
conference-keys = Up and down or a digit: the clause. Left and right: what it says. R: your reservation. T: table your draft. A: accept what stands. J: adjourn. W: leave. S: take up what stands. B: your best. P: your papers. Ctrl and Tab: the other tabs. Page up and down: scroll the papers.
conference-ask-table = You have changed nothing in this draft. Table it as it is?
conference-ask-table-changed = Table this draft?
conference-ask-accept = You accept the draft of { $seat } as it stands. It is worth { $worth } to you; no treaty is worth { $without }.
conference-ask-accept-last = All others stand by it: with your word it is agreed.
conference-ask-accept-others = It still needs { $seats }.
conference-ask-mediate = { $name } would table the draft shown above, in your name. It is worth { $worth } to you. The mediator can be asked once.
conference-ask-adjourn = The conference adjourns to { $date }. The word stays with you.
conference-ask-walk-out = That ends the conference without a treaty, for everybody. No treaty is worth { $without } to you.

article-same = the same
article-added = added
article-dropped = dropped
article-weaker = weaker
article-stronger = stronger
article-different = otherwise
article-unknown = the record does not know

statement-opens = { $seat } opened with a draft of its own.
statement-accept = { $seat } accepted the draft on the table.
statement-walk-out = { $seat } left the conference.
statement-adjourn = { $seat } had the conference adjourn.
statement-mediate = { $seat } asked { $mediator } for a compromise, and tabled it.
statement-never = { $seat }: { $clauses } as drafted is what we never sign.
statement-two-reasons = { $seat } refused the draft of { $of }: above all { $first } stands in the way, then { $second }.
statement-one-reason = { $seat } refused the draft of { $of }: { $first } stands in the way.
statement-wants-more = { $seat } refused the draft of { $of }: it expects more from going on talking.
statement-home = { $seat } does not see how this draft could pass at home.
statement-remedy = It would have accepted that draft with these changes: { $changes }.
statement-no-remedy = No change of that draft would be enough for it now.
statement-tabled = { $seat } would have accepted that draft with these changes, and tables it so: { $changes }.
statement-insists = { $seat } insists on the draft as it stands.
statement-change = { $clause }: { $value }
statement-counter = { $seat } wants instead: { $changes }.

event-not-ratified = The treaty was agreed, but it fell at home.
event-ratified = { $seat } won consent at home (chance { $percent } %).
event-refused-at-home = { $seat } did not win consent at home (chance of consent { $percent } %).
event-renewed = { $title } went on for another term.
event-notice = { $title } was denounced; it ends on { $date }.

value-no-treaty = no treaty
value-not-ratified = agreed, but not ratified
value-in-force = in force

language-mn = in Mongolian
language-ru = in Russian
language-ja = in Japanese
language-zh = in Chinese
language-fr = in French
language-en = in English

term-nothing-tabled = There is no draft on the table to accept. `offer` tables yours.
term-walk-out-sure = That ends the conference without a treaty. `walk-out` again does it.
term-no-reservation = You can make no reservation to that clause as it stands in your draft.
term-no-such-value = That clause cannot say this; type its number to see what it can say.
term-conference-hint = `3` shows clause 3, `3b` writes its value b into your draft, `offer` tables the draft, `accept` accepts what stands. `help` lists the rest.
term-conference-help =
    number      shows that clause in full
    3b          writes value b of clause 3 into your draft
    reserve 3   puts your reservation to clause 3 into the draft, or takes it out
    draft       shows your draft and what it is worth
    table       shows the table of clauses again
    said        what has been said so far
    instructions  your instructions, and what no treaty means
    offer       tables your draft
    accept      accepts the draft on the table
    mediate     asks the mediator for a compromise, if there is one
    adjourn     lets time pass
    walk-out    leaves; type it twice
    ahead, more, brief, recognition, deterrence, borders, treaties, chronicle, record
    undo        takes the last decision back
    quit        leaves; the game is kept

# How far a scenario can be trusted
evidence-title = How far can «{ $title }» be trusted?
library-evidence = How far can this be trusted?
evidence-grades = What its numbers rest on
evidence-grade = { $count } numbers ({ $percent } %): { $grade }
evidence-primary = primary sources
evidence-secondary = secondary sources
evidence-contested = contested between sources
evidence-judgement = judgements of the authors
evidence-sources = Its sources by kind
evidence-outcomes = How far its outcomes rest on judgement
evidence-outcomes-what = How often each came otherwise when all judgements were moved together within their ranges: { $points } sets of numbers, { $games } games by the seats' own conduct with each, the luck the same.
evidence-most = It rests most on { $of } ({ $percent } %).
evidence-judged = { $percent } % of what numbers carry of it is judgement.
evidence-carriers = The numbers that carry most: look at these first
evidence-number = { $value }, moved from { $low } to { $high } ({ $grade })
evidence-not-worked-out = On which numbers its outcomes rest does not ship with this edition; `status-quo sensitivity` works it out.
evidence-models = What is simulated by which model
evidence-contradictions = Where the sources contradict each other
model-recognition = Recognition: a rung for each pair of powers, moved by acts, and by itself each half-year by an ordered logit (after Coggins 2011).
model-deterrence = Deterrence: a game of three steps with noisy choices (quantal response, McKelvey & Palfrey 1995), read in the terms of perfect deterrence theory (Zagare & Kilgour 2000).
model-borders = Borders: incidents by a Poisson rate, clashes by a contest of forces (Tullock 1980), losses by its odds.
model-negotiation = Conferences: alternating offers with reservation values, concessions by time and by what the others are believed to want; ratification at home (Putnam 1988).
model-conduct = Empty seats: each answer by what the seat expects of it for its aims, with noise, its red lines, and what is documented of its leader's leanings.
model-chance = Chance: every draw has its own key, so that another answer changes only what hangs on it.

# The backtest
backtest-title = How probable does the model find what is documented?
backtest-facts = { $runs } games by the record of each scenario, seed { $seed }. Hash of the coefficients: { $hash }.
backtest-what = In all games every seat does what is documented, where that is known and possible. Answers: the probability that the seat's own conduct gives to the documented answer. Outcomes: how often what is documented comes about. The model is the better, the nearer its log and Brier scores are to 0. A skill is the difference of two mean log scores, above 0 if the model is better; its interval of 95 % comes from drawing whole scenarios again and again.
backtest-held-out = Held out
backtest-may-be-fitted = Scenarios on which coefficients may be fitted
backtest-pooled = { $count } documented answers and outcomes that nothing forced sets by itself
backtest-choices = { $count } documented answers
backtest-outcomes = { $count } documented outcomes
backtest-free-outcomes = { $count } of them that no forced answer or treaty sets by itself
backtest-model = the model
backtest-uniform = every value alike
backtest-base-rate = how often things stay as they are
backtest-persistence = all stays as it is
backtest-log = log score
backtest-brier = Brier score
backtest-ranked = ranked probability
backtest-over-uniform = skill over every value alike
backtest-over-base-rate = skill over the base rate
backtest-over-persistence = skill over persistence
backtest-control = control: values shuffled
backtest-skill-plot = Skills with their intervals
backtest-each-outcome = Documented outcomes, the least probable first
backtest-each-answer = Documented answers, the least probable first
backtest-prediction-plot = The probability of each documented value; the stroke is that of a value if all were alike
backtest-legend = A bar is the probability of what is documented; the stroke is what it would be if every value had the same; red bars stay under it.
backtest-treaties = Documented treaties
backtest-treaty = conference
backtest-in-zone = in the zone of agreement
backtest-better = share of the zone that is better by the product of gains
backtest-agreed = tables that agree by themselves
backtest-same = on the documented treaty
backtest-distance = articles that come otherwise
backtest-distance-by-chance = by chance

# What tends to follow
ahead-head = Decision { $number }, { $seat }: { $runs } games played on with each answer
ahead-note = This is no advice. From here on every seat, yours too, decides by its own conduct in these games. What others may be hiding was guessed from what you know.
ahead-note-record = From here on every seat does in these games what is documented, where it can. What others may be hiding was guessed from what you know.
ahead-note-any = From here on all others decide at random in these games, and you by your own conduct. What others may be hiding was guessed from what you know.
ahead-unaided = This game is played without looking ahead; when it is over, `what-if` tells more.
ahead-heading = What tends to follow
ahead-offer = Look ahead
ahead-at-work = Games are being played on from here …
ahead-shown = What tends to follow, from { $runs } games played on with each answer: how your aims stand at the end.
ahead-no-difference = What comes of it differs little from what follows the other answers.
ahead-aims-short = { $middle } of 100 ({ $low } to { $high })
ahead-aims = Your aims at the end: { $middle } of 100 (from { $low } to { $high } in four games of five)
ahead-share = { $value } { $percent } %
ahead-alike = { $count ->
    [one] One more outcome comes
   *[other] { $count } more outcomes come
  } much the same whatever you answer.
ahead-off = This game is played without looking ahead.
ahead-nobody = Nobody is asked now.
ahead-accept = Accept what stands
ahead-walk-out = Leave the conference
ahead-conduct = Go on as your delegates would
ahead-hangs-on = Your aims hang most on this. { $what }: { $high } of 100 with «{ $best }», { $low } with «{ $worst }».
whatif-section = What if
whatif-at-work = More games are being played …
whatif-firm-what = How often it came out as in yours. Others and chance were free.
whatif-decisions = Decision by decision
whatif-not-over = The game is not over. `ahead` says what tends to follow from where it stands.
whatif-firm = With your decisions, { $runs } games over again
whatif-firm-outcome = { $title }: { $came }, as in your game, in { $share } % ({ $low } to { $high })
whatif-weightiest = What bore most (what an answer sets by itself is left out)
whatif-weightiest-seat = The aims of { $of }: decision { $number }, «{ $title }»; with «{ $label }» { $by } of 100 points
whatif-weightiest-outcome = { $of }: decision { $number }, «{ $title }»; with «{ $label }» the share of «{ $value }» moves by { $by } of 100
whatif-nothing = No other answer would have changed anything that can be told from chance.
whatif-played = Decision { $number }, { $seat }: «{ $played }».
whatif-other = With «{ $label }»:
whatif-no-change = Nothing changes that can be told from chance.
whatif-aims = The aims of { $seat }: { $by } of 100 points
whatif-change = { $title }: «{ $value }» in { $after } games of 100, not in { $before }: { $by }
whatif-by = { $value } ({ $low } to { $high })
whatif-note = In brackets: the interval of 95 %. From the decision on you keep to your own later answers as far as they are open, and all others go by their own conduct. What is no larger than chance is left out. Of what you said at conferences only a draft that you could have accepted, where there was no treaty, is tried.
whatif-same = Nothing that can be told from chance would have changed with any other answer to: { $numbers }.
whatif-last-part = This is the last part of the campaign; those before it are not played again.
whatif-spoke = Speak as you did
whatif-hangs-on = { $what }: the same in { $high } % with «{ $best }», in { $low } % with «{ $worst }».
ahead-hangs-answer = The answer of { $seat } at «{ $item }»
ahead-hangs-talks = What comes of «{ $item }»
ahead-hangs-clash = Fighting in the sector { $sector }
ahead-not-asked = not asked
ahead-not-drawn = it does not come to that
ahead-peace = no fighting
ahead-clash = fighting

# Role sheets and the teacher's summary, on paper
sheet-confidential = Confidential
sheet-keep = For your delegation alone. What you say of it at the table is up to you; show this paper to nobody.
sheet-you = Who you are
sheet-aim = Aim
sheet-weight = Weight
sheet-situation = How things stand
sheet-days = { $from } to { $to } · about { $minutes } minutes
sheet-instruments = What is in force
sheet-facts = And besides
sheet-recognition = Who treats whom as what
sheet-power = Power
sheet-by-us = How you treat it
sheet-of-us = How it treats you
sheet-dates = When you will be asked
sheet-dates-note = These dates are set. Crises and news come unannounced.
sheet-when = When
sheet-what = What
sheet-where = Where
sheet-part = Your part
sheet-part-table = you sit at the table
sheet-part-move = you decide
sheet-part-perhaps = { $part }, if it comes to it
sheet-plan = Your plan
sheet-plan-note = What do you want most, what would you give for it, and whom do you need?
sheet-sealed = Do not read on before { $date }, when your teacher says so.
sheet-private = What only you know
sheet-question = You decide: { $question }
sheet-bound = open only under conditions
sheet-rounds = At most { $rounds ->
    [one] one round
   *[other] { $rounds } rounds
  }; in each, everybody speaks once.{ $recesses ->
    [0] {""}
    [one] { " " }The table can adjourn once, for { $months ->
        [one] a month
       *[other] { $months } months
      }.
   *[other] { " " }The table can adjourn { $recesses } times, for { $months ->
        [one] a month
       *[other] { $months } months
      } each.
  }
sheet-mediator = { $name } can be asked for a compromise, once. { $text }
sheet-reservable = You may sign this with a reservation.
sheet-clause = Clause
sheet-worth = What each answer is worth to you, of 100
sheet-mandate = What you want
sheet-mandate-if = What you want if { $when }
sheet-mandate-else = What you want otherwise
sheet-line-hard = Never sign: { $clause } – «{ $value }». { $text }.
sheet-line-soft = Only at a price: { $clause } – «{ $value }». { $text }.
sheet-alternative-if = { $text } (if { $when })
sheet-teacher = For the teacher
sheet-teacher-note = it holds every secret and the documented end
sheet-evidence = { $judged } % of the numbers behind this scenario are judgements of its authors, { $contested } % are contested between sources.
sheet-authors = Text: { $authors }.{ $licence ->
    [none] {""}
   *[other] {" "}Licence: { $licence }.
  }
sheet-seats = The seats
sheet-documented-end = Documented
sheet-timeline = The agenda
sheet-kind = Kind
sheet-asked = Who decides
sheet-points = Item by item, beside the record
sheet-numbered = { $point }. { $title }
sheet-only-if = comes up if { $when }
sheet-known-to = known only to { $seats }
sheet-chosen = as documented
sheet-drawn = Drawn: { $question }
sheet-documented = Documented
sheet-debrief = Questions for the debrief
sheet-debrief-note = Keep a third of the time. Let everybody step out of the role first.
item-decision = decision
item-conference = conference
item-event = event
item-crisis = crisis: { $sector }
source-document = document
source-research = research
source-reference = reference work
source-press = press of the time
source-memoir = memoir
source-web = weak page
source-knowledge = known, not checked again
condition-always = it always does
sheet-passage = (If { $condition }) { $text }
sheet-passage-perhaps = (If it has come to that) { $text }
condition-not = it is not so that { $inner }
condition-and = and
condition-or = or
condition-chose = { $seat } chose «{ $label }»
condition-is = { $fact }: { $value }
condition-in-force = «{ $title }» is in force
condition-at-least = { $from } toward { $to }: { $standing }, or more
condition-leads = { $leader } decides for { $seat }
condition-holds = { $power } holds the ground ({ $sector })
condition-tension = tension is at { $percent } of 100 or above ({ $sector })
condition-challenged = it came to a challenge in «{ $title }»
condition-signed = «{ $title }» ended with a treaty in force
condition-article = { $clause } – «{ $label }» is in force
debrief-ask-role = Leave your role: what did you want to do and could not, and what held you back?
debrief-ask-believed = At the turning point of the game: what did you believe the others wanted? Read each other's sheets now. Where were you wrong?
debrief-ask-treaty = «{ $title }»: lay your treaty beside the documented one, article by article. Which difference matters most, and to whom?
debrief-ask-road = «{ $question }» The record has «{ $done }»; «{ $other }» was open too. What would have had to be otherwise for it to be chosen?
debrief-ask-accounts = «{ $title }» is told differently by { $of }. What would each have to show to convince the other? What does each leave out?
debrief-ask-contradiction = { $id }: { $says } What would you look for to decide it?
debrief-ask-fair = Is the model fair? Name one thing that this game cannot show. Find one number in its files that you would change, and a source for it.
debrief-ask-today = Which conflict of today has something of this one? Where does the comparison break down?
debrief-ask-write = For yourself, in writing: which decision of yours would you take again, and why?

# Campaigns
campaign-left = What is left to those who come after
campaign-left-none = Nothing that history did not leave.
campaign-next = Next: { $title } ({ $years })
campaign-otherwise = Otherwise when it opens, after what was played before
campaign-otherwise-none = It opens as documented.
campaign-unsigned = { $title } was never signed.
campaign-debrief = The whole campaign
campaign-part = { $title } ({ $years })
campaign-counts = { $matched } of { $known } outcomes as documented.
campaign-opened-documented = It was opened as documented.
campaign-opened-carried = { $count ->
    [0] It opened as history has it.
    [one] One thing was otherwise when it opened:
   *[other] { $count } things were otherwise when it opened:
}
term-crossing = How shall «{ $title }» open?
term-crossing-later = 0. Stop here, and go on another day
term-crossing-carried = 1. With what was made of the time before
term-crossing-documented = 2. As documented
notice-not-gone-on = The next part cannot be begun, because the journal cannot be written: { $why }.
campaign-go-on = Go on to «{ $title }»
campaign-carried = Go on with what was made
campaign-documented = Open it as documented
campaign-documented-hint = Puts aside what was made of the time before
campaign-as-documented = How it opens in history
library-campaign-facts = { $years } · { $parts } parts · about { $hours } hours · version { $version } · { $hash }
library-campaign-parts = The parts
library-campaign-about = What it is
desktop-window-crossing = The next part

# ---------------------------------------------------------------- the class
class-join = Join the class
class-join-code = The code of the class
class-join-do = Join
class-join-private = No name is asked and none is kept. You get a seat; the code of your own, which you find at the foot of your page, brings you back to it.
class-return = Return to your seat
class-return-code = Your own code
class-return-do = Return
class-return-why = With another device, another browser, or when the address has changed. Ask your teacher if you do not have the code.
class-lost = This device does not hold seat number { $member } (any more). If it is yours, your own code brings it back.
class-lost-join = Join anew
class-link-lost = Not connected. What you see may be old; it comes back by itself.
class-link-unsent = Not connected. What you sent is kept here and goes out when the connection is back.
class-link-elsewhere = This seat is open in another tab. Tap here to go on in this one.
class-link-news = Show what is new here
class-look-again = See what is new
class-busy = Too much at once. Wait a moment and try again.
class-ended = The class has ended.

class-role-observer = You look on: you see what everybody may know.
class-role-head = { $seat }: you are the head of the delegation{ $tables ->
    [1] .
   *[other] , at table { $table }.
  }
class-role-adviser = { $seat }: you are adviser number { $number }{ $tables ->
    [1] .
   *[other] , at table { $table }.
  }
class-state-arriving = The class is joining.
class-state-reading = Read your brief. What you want and what you never do is in it.
class-state-asked = It is your turn to decide.
class-state-asked-adviser = Your delegation decides: tell its head what you would do.
class-state-speaks-adviser = Your delegation is to speak: write in its draft, and tell its head.
class-state-speaks = It is your turn to speak.
class-state-played = Your game is over. The debrief comes when all have played.
class-state-debriefing = The debrief
class-state-over = The lesson is over.
class-state-paused = The lesson stands still.
class-state-break = The first lesson is over. The game is kept as it stands, and goes on in the next one: your seat waits under the code on your page.
class-agenda = What is essential here takes a class about { $essential } minutes, everything about { $all }; { $playing } are there. What there is no time for goes by stand-ins and is told as news.
class-passed-over = Passed over for lack of time: { $items }
class-left = Time left
class-teacher = Your teacher
class-stood-in-acts = What stand-ins did for you
class-stood-in-act = { $date }, { $title }: { $what }
class-has-stand-in = A stand-in decides for your seat until your teacher hands it back.
class-stood-in-away = { $count ->
    [one] A stand-in decided once for you, because nobody of you was there.
   *[other] A stand-in decided { $count } times for you, because nobody of you was there.
  }
class-stood-in-handed = { $count ->
    [one] A stand-in decided once for you, because your teacher had handed it the seat.
   *[other] A stand-in decided { $count } times for you, because your teacher had handed it the seat.
  }
class-stood-in-teacher = { $count ->
    [one] A stand-in decided once for you, so that the others need not wait.
   *[other] A stand-in decided { $count } times for you, so that the others need not wait.
  }
class-stood-in-bell = { $count ->
    [one] A stand-in decided once for you after the bell.
   *[other] A stand-in decided { $count } times for you after the bell.
  }
class-stood-in-time = { $count ->
    [one] A stand-in decided once for you, because the lesson had no time for the item.
   *[other] A stand-in decided { $count } times for you, because the lesson had no time for those items.
  }
class-stood-in-rehearsal = { $count ->
    [one] A stand-in decided once, in a rehearsal.
   *[other] A stand-in decided { $count } times, in a rehearsal.
  }
class-head-away = The head of your delegation is away. You can send for it, and lead it.
class-lead = Lead the delegation
class-head-sends = The head of your delegation sends it. Say what you would do: mark an answer, or write it into the draft.
class-situation = The situation
class-bell = Ring the bell …
class-bell-sure = The game ends here for everybody; stand-ins play the rest, and the debrief begins. It cannot be taken back.
class-bell-note = { $decided ->
    [one] The bell rang after one decision. What came after it was decided by stand-ins.
   *[other] The bell rang after { $decided } decisions. What came after them was decided by stand-ins.
  }
class-letters-line = { $count ->
    [one] One letter, from { $from }
   *[other] { $count } letters, the last from { $from }
  }
class-standing-worth = What stands is worth { $worth } to you; no treaty is worth { $without }.
class-after-bell = The bell rang before this game was over: stand-ins played the rest, each by the mandate of its seat.
class-played-out = The rest of this game is being played to its end …
class-own-code = Your own code, with which you come back to this seat: { $code }
class-decide = Decide
class-favour = I would do this
class-favoured = { $count ->
    [one] one of you would do this
   *[other] { $count } of you would do this
  }
class-weigh = What may come of it
class-draft = The draft of your delegation
class-draft-save = Save the draft
class-draft-together = Everybody of your delegation writes in it. Whoever writes a clause that somebody else has just written sees both.
class-draft-you = written by you
class-draft-by = written by number { $number } of your delegation
class-clause-texts = What it can say
class-conflict-there = Somebody of your delegation wrote the same clause while you did: both versions stand over the draft.
class-conflict = «{ $clause }»: somebody of your delegation wrote it while you did. Which shall it be?
class-conflict-theirs = Theirs: { $label }
class-conflict-mine = Mine: { $label }
class-letters = Letters
class-letters-none = No letter has been written to you or by you.
class-letter-line = { $from } to { $to }, { $date }
class-letter-came = A letter from { $from } has come.
class-letter-to = To
class-letter-text = Your letter, in your role. Your teacher can read it, and the debrief opens it to the table.
class-marks = Only your delegation sees this mark until the debrief.
class-meant = We mean it
class-not-meant = We do not mean it
class-believed = We believe it
class-not-believed = We do not believe it
class-was-meant = { $seat } meant it.
class-was-not-meant = { $seat } did not mean it.
class-was-believed = { $seat } believed it.
class-was-not-believed = { $seat } did not believe it.
class-letters-opened = The letters: what was meant, and what was believed
class-letter-send = Send the letter
class-handout = The whole debrief, to keep or print
class-outcome = Outcome
class-show = On the projector
class-show-all = All parts
class-debrief-fair = Is the model fair, and where do the sources disagree?

class-console = The console
class-projector = The page for the projector
class-stage-arriving = The class is joining
class-stage-reading = Everybody reads
class-stage-playing = The class plays
class-stage-debriefing = The debrief
class-stage-over = The lesson is over
class-next-reading = All are here: begin to read
class-next-playing = Begin to play
class-next-debriefing = Ring the bell
class-next-over = End the lesson
class-pause = Pause
class-resume = Go on
class-more = 2 minutes more
class-less = 2 minutes less
class-rehearsing = A rehearsal: stand-ins hold all seats.
class-table = Table { $number }
class-table-line = Table { $number }: { $date } ({ $behind } of { $total } decision points past)
class-table-unused = Table { $number } is not used: too few came.
class-table-over = This game is over.
class-there = { $there } of { $all } there
class-asked-for = { $minutes ->
    [0] is asked
    [one] is asked, for a minute
   *[other] is asked, for { $minutes } minutes
  }
class-stand-in = a stand-in decides
class-members = Members
class-member-there = device { $member }, there
class-member-away = device { $member }, away
class-head = head
class-move = Move
class-move-observer = among those who look on
class-reseat = New code; lock the old device out
class-make-head = make head
class-observers = Who looks on
class-take-over = Let a stand-in play
class-hand-back = Hand back
class-process-now = Do not wait: a stand-in decides this once
class-undo = Take the last decision back
class-announce = Say something to everybody
class-announce-do = Say it
class-announce-off = Take it off the screens
class-show-secrets = Show codes and letters
class-hide-secrets = Hide codes and letters
class-door = The door
class-n-members = { $count ->
    [0] Nobody has joined yet.
    [one] One has joined.
   *[other] { $count } have joined.
  }
class-lock = Lock the door
class-open = Open the door
class-locked = The door is locked: nobody joins.
class-code = Code
class-kept = All is kept in { $path }.
class-no-teacher = This is the teacher's page. Open it by the address that the game printed when it began.
class-scan = Scan the picture, or open this address and type the code:
class-spread = The treaties of all tables beside the documented one
class-progress = How far the game is

class-net-reached = Another device has got through to this machine.
class-net-waiting = No other device has got through yet. Scan the picture with your phone: this line changes when it does.
class-net-none = This machine is in no network: only pages on it can join. Connect it to the network of the class, or open a hotspot; the address then changes by itself.
class-net-link-local = The network gave this machine no address, so it took one of its own. Phones rarely reach that: look at the Wi-Fi.
class-net-adapter = The class comes over the adapter { $name }.
class-net-port = The wanted port was taken; the class is at port { $port }.
class-net-other = Another adapter: { $name }, { $ip }. Name it with --bind if phones do not get through.
class-net-plain = What is sent is not encrypted: on an open network it can be overheard. If a phone does not get through: is it in the same network? Does the firewall let this program through? Does the network keep its devices from each other? A phone that says "no internet" must be told to stay.

class-refused-not-you = This device does not hold this seat.
class-refused-no-such-class = That is not the code of this class. It stands beside the picture to scan.
class-refused-no-such-code = No seat has this code. Your teacher can look it up.
class-refused-locked = The door is locked. Ask your teacher to open it.
class-refused-over = This is over; nothing is taken any more.
class-refused-not-yet = The games have not begun yet.
class-refused-paused = The lesson stands still. Send it again when it goes on.
class-refused-no-seat = Whoever looks on has no seat to act for.
class-refused-not-head = The head of your delegation sends this.
class-refused-head-is-there = The head of your delegation is there.
class-refused-stand-in = A stand-in has your seat. Your teacher hands it back.
class-refused-not-open = This is not open any more.
class-refused-draft-changed = Somebody of your delegation has changed the draft. Look at it, then table it.
class-refused-full = The class is full.
class-refused-empty = There is nothing in it.
class-refused-too-long = That is too long: at most { $most } signs.
class-refused-nobody-named = Mark to whom it goes.
class-refused-nothing-done = There is nothing to take back.
class-refused-game = That cannot be done: { $why }
class-refused-not-written = It could not be written to the disk, so it does not count: { $why }
class-not-on-disk = It was done, but the disk does not take it: it is lost if this machine stops now. { $why }
class-refused-no-chance = The system gives no random numbers, so no seat can be given.

class-heading = Host a class
class-what = Students join with their own phones, in the network that this machine is in; nothing is installed and no name is asked. At one table all play one history; at several the debrief lays the treaties of all of them beside the documented one. A lesson has its time to join, to read, to play and for the debrief, which comes whatever is unfinished.
class-how-many-tables = How many tables?
class-how-long = How long is the lesson?
class-minutes = { $minutes } minutes
class-twice = 2 × { $minutes } minutes, with a break
class-no-bell = without a bell
class-begin = Open the door
class-end = End the class
class-end-really = Really end it
class-end-hint = The phones lose their connection. What was kept stays, and the class can go on from there.
class-copy-console = Copy the address of your console
class-copy-console-hint = The console in a browser on this machine, with codes and letters too. Whoever has this address leads the lesson.
class-not-hosted = The class cannot be hosted: { $why }
class-not-kept = Nothing of this class is kept: there is no place to write to.
class-at = The class joins at { $address } with the code { $code }
class-console-at = Your console: { $address }
class-projector-at = For the projector: { $address }
class-ends = Ctrl+C ends it. To go on later: { $call }
class-taken-up = { $events ->
    [one] Taken up again with one event.
   *[other] Taken up again with { $events } events.
  }
class-taken-up-lost = { $lost ->
    [one] The last line of the record was never finished; what it held is missing, and was not acknowledged.
   *[other] The last { $lost } lines of the record were never finished; what they held is missing, and was not acknowledged.
  }

# The teacher's guide, and a sheet for those who look after the school's machines
class-guide = A guide for the teacher
class-guide-before = Before the lesson
class-guide-before-text =
    Play the scenario once yourself, or let it play: «status-quo host { $scenario } --rehearse» lets you press through a whole lesson in two minutes, with the console and the projector's page as the class will have them. Print the role sheets if you want paper beside the phones: «status-quo sheets { $scenario } --out DIR».

    Decide how many tables you want. At one table a delegation has more heads and the class one history; at several each student has more to do, and the debrief can lay several treaties beside the real one. Five to eight students a table are good; fewer than { $seats } leave a seat to a stand-in.

    Try the network in the room, with one phone, on the day before. The console says whether a device has got through. Where a school's Wi-Fi keeps its devices from each other, open a hotspot on the laptop and give one phone to each delegation; or play at the laptop alone, one delegation after the other.
class-guide-lesson = The lesson
class-guide-lesson-text =
    Show the projector's page. Students scan the picture or type the address and the code, and have a seat at once; nobody needs a name. When all are there, let them begin to read: tables that too few have come for are closed and their members moved, so that no seat is empty. Late students get a seat in the smallest delegation.

    While the class reads, ask for silence and say three things: what you want and what you never do stands in your brief and nobody else reads it; what you write in a letter counts for nothing until it is signed; you play the part, and say what the part would say.

    While it is played, one delegation of each table decides and the others write, draft and read. The console shows who is waited for and how long. If one takes too long, go there first. «Do not wait» lets a stand-in decide this once by the seat's written mandate; it crosses no red line of the seat as long as anything else is open. A seat of which nobody is there any more does so by itself after half a minute. «Take the last decision back» undoes what was pressed by mistake.

    A lesson of 45 minutes plays what the authors call essential; before it begins the console says how long that takes and how long everything does. What there is no time for is decided by stand-ins and told as news, and the console names it. Minutes that you give while the class plays let more of it in. With 2 × 45 minutes the first lesson ends in the middle of the game: it stands still by itself, every seat is kept with its code, and «status-quo host { $scenario } --journal DIR» goes on with it next time.

    Letters are the students' own words. You can read them all under «Show codes and letters»; do so where the class cannot see your screen. Stop what leaves the role: the lesson stands still with one button, and you can speak to everybody.
class-guide-debrief = The debrief
class-guide-debrief-text =
    The bell leaves time for it, whatever is unfinished: stand-ins play the rest, and the page of each delegation says what they did for it. Go through the five parts on the projector, one after the other. First let each delegation say what it wanted and could not do; then look at what was kept from it.

    It is no contest. That a treaty came out otherwise than the documented one is no fault, and that it came out alike is no success. Ask what would have had to be otherwise. Where the sources disagree, each account stands there with its source: let the class say what would decide it.

    These were real people, and some of what they decided killed many. The game gives no points for that, and does not play it out. Say so before the class meets it.

    Each phone has the whole debrief to keep or print. The class is kept in one folder on this laptop and goes on from there next week, on another machine too; when you no longer need it, delete the folder.
class-data = A sheet for the school's data protection
class-data-text =
    What is asked: nothing. There is no account, no name, no address, no cookie for counting. Members are numbers.

    What is kept: one file in one folder on the teacher's machine. It holds the decisions of each seat, drafts, the letters that students wrote in their roles, the times, hashes of the tokens of their devices, and the codes by which they return. What a student writes about a person in a letter is in it; the teacher can read all letters and deletes the folder.

    What goes over the network: plain HTTP between the phones and the teacher's machine, inside the local network. Nothing goes to any other machine. It is not encrypted: who can listen in an open Wi-Fi can read it, and could take a student's seat in the game.

    What lies on the phones: a token of 128 bits in a cookie that ends after twelve hours, and what is typed until it is sent.

    What the machine must let through: incoming TCP connections to port { $port } from the local network. No service is installed, and none goes on when the program ends.
class-export = To take away (a journal is read by «status-quo replay» and «status-quo what-if»):
class-print-guide = Guide and data sheet
