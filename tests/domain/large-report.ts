import fc from 'fast-check';
import { ActionId, AdviceId, FactId, FindingId, QuoteId, SourceId, TextId } from '$lib/domain/core/ids';
import { Theme } from '$lib/domain/findings/meaning';
import { Verdict } from '$lib/domain/findings/rumour';
import { RiskLevel } from '$lib/domain/findings/risk';
import { Platform } from '$lib/domain/posts/platform';
import { Report } from '$lib/domain/report/content';
import { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import { fresh } from './in-memory-incident';
import { ReportFixture } from './report-facts';

const fixture = new ReportFixture();
const base = fixture.report(300);
const at = (minute: number) => fixture.at(minute);

const word = fc.oneof(
	{ weight: 8, arbitrary: fc.stringMatching(/^[a-z]{2,12}$/) },
	{ weight: 1, arbitrary: fc.stringMatching(/^[A-Z][a-z]{12,24}$/) },
	fc.constantFrom('https://www.voorbeeld-gemeente.nl/actueel/brand-zuid', 'a', '12.30')
);
/** Sentences of up to `maxLength` characters: half of the texts are as long as they may be. */
const words = (maxLength: number): fc.Arbitrary<string> =>
	fc
		.tuple(fc.array(fc.array(word, { minLength: 3, maxLength: 25 }), { minLength: 1, maxLength: 12 }), fc.boolean())
		.map(([sentences, isLong]) => {
			const text = sentences.map((sentence) => `${sentence.join(' ')}.`).join(' ');
			return (isLong ? `${text} `.repeat(Math.ceil(maxLength / text.length)) : text).slice(0, maxLength).trim();
		});
const minute = fc.integer({ min: 0, max: 300 });
const count = fc.nat({ max: 12_000 });
const recent = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 6 });
const finding = fc.record({
	text: words(300),
	posts: count,
	authors: count,
	recent,
	minute,
	replaced: fc.boolean()
});
const lineOf = ({
	text,
	posts,
	authors,
	recent: perTen
}: typeof finding extends fc.Arbitrary<infer T> ? T : never) => ({
	finding: fresh(FindingId),
	text,
	posts,
	authors,
	unnamed: 0,
	offline: null,
	course: { now: posts, before: authors, trend: 'rises' as const },
	recent: perTen
});
const upTo = <T>(of: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> => fc.array(of, { maxLength, size: 'max' });
const fact = fc.record({ text: words(500), source: words(160), minute, instead: fc.boolean() });

/** Reports of incidents of any size up to very large, with texts up to the length that each may have. */
export const largeReport: fc.Arbitrary<Report> = fc
	.record({
		title: words(160),
		phase: fc.constantFrom('watch', 'acute', 'followUp', 'aftercare'),
		exercise: fc.boolean(),
		typed: fc.array(fc.option(words(2000)), { minLength: 7, maxLength: 7 }),
		needs: upTo(finding, 15),
		rumours: upTo(
			fc.tuple(finding, fc.constantFrom(...RiskLevel.options), fc.constantFrom(null, ...Verdict.options), words(160)),
			22
		),
		others: upTo(finding, 10),
		facts: upTo(fact, 15),
		actions: upTo(
			fc.record({ channel: fc.constantFrom('NL-Alert', 'Website', 'X', 'Burgernet Zuid'), text: words(600), minute }),
			40
		),
		advice: upTo(fc.record({ what: words(500), decider: words(160), decided: fc.boolean(), why: words(300) }), 12),
		sources: upTo(fc.tuple(words(120), count), 25),
		calls: upTo(minute, 30),
		bars: fc.array(count, { minLength: 1, maxLength: 12 })
	})
	.map((made) => {
		const [brief = null, meaning = null, counter = null, reading = null, why = null, expected = null, watch = null] =
			made.typed;
		const needs = made.needs.map((line) => ({
			...lineOf(line),
			state: line.replaced ? 'askedAgain' : 'open',
			waitingSince: at(line.minute),
			answer: line.replaced ? { at: at(line.minute), channel: 'website', replaced: at(300) } : null,
			askedSince: line.authors,
			phone: 0,
			press: 0,
			week: { now: line.posts, before: line.authors, trend: 'rises' }
		}));
		const rumours = made.rumours.map(([line, level, verdict, source]) => ({
			...lineOf(line),
			stances: { supports: line.posts, denies: 0, asks: 0, comments: 0 },
			harm: 3,
			spread: 2,
			product: 6,
			level,
			verdict: verdict && {
				verdict,
				source,
				at: at(line.minute),
				fact: line.text,
				...(line.replaced && { replaced: at(300) })
			},
			verifying: line.replaced ? { body: source, at: at(line.minute) } : null,
			approach: null,
			helpNeeded: false,
			week: { now: line.posts, before: null, trend: 'rises' }
		}));
		const others = made.others.map(lineOf);
		const changes = [...needs, ...rumours, ...others].map(({ finding: id, text, posts, authors }) => ({
			kind: 'need',
			finding: id,
			text,
			now: posts,
			before: authors
		}));
		const advice = made.advice.map(({ what, decider, decided, why: reason }) => ({
			id: fresh(AdviceId),
			goal: 'informing',
			what,
			who: decider,
			channel: '',
			audience: '',
			tone: '',
			urgency: 'high',
			since: decided ? 1 : null,
			decider,
			deadline: at(310),
			decision: decided
				? { outcome: 'adopted', why: reason, effect: reason, who: decider, due: at(320), at: at(290) }
				: null
		}));
		const facts = made.facts.map(({ text, source, minute: when, instead }) => ({
			id: fresh(FactId),
			text,
			source,
			at: at(when),
			...(instead && { instead: { at: at(when), text, source } })
		}));
		const asked = {
			posts: 90,
			about: needs.map(({ finding: id, text, posts }) => ({ finding: id, text, posts })),
			other: 3
		};
		const labelled = <K extends string>(keys: readonly K[]) => ({
			stories: 40,
			posts: 90,
			parts: keys.map((key) => ({ key, stories: 4, posts: 9 }))
		});
		return Report.parse({
			...base,
			incident: { ...base.incident, title: made.title, phase: made.phase, exercise: made.exercise, grip: 3 },
			due: at(330),
			carried: { brief: { written: at(200), confirmed: at(290) }, reading: { written: at(200), confirmed: null } },
			brief: { ...base.brief, text: brief, fresh: changes, risen: changes, fallen: changes },
			information: { ...base.information, needs, phone: asked, press: asked },
			limitation: {
				rumours,
				behaviours: others.map((line) => ({ ...line, effect: null, advice: line.text })),
				calls: { passedOn: made.calls.map(at), open: 2 }
			},
			meaning: {
				emotions: labelled(Emotion.options),
				attitudes: labelled(Attitude.options),
				text: meaning,
				themes: others.map((line, index) => ({
					...line,
					theme: Theme.options[index % Theme.options.length],
					voices: [],
					also: []
				})),
				quotes: others.map(({ text }) => ({ id: fresh(QuoteId), text, speaker: 'een bewoner' }))
			},
			voices: others.map(({ text }) => ({
				name: 'Regionale omroep',
				kind: 'media',
				headline: text,
				platform: 'news',
				at: at(250),
				posts: 1
			})),
			counterSignals: { text: counter, noneFound: counter === null },
			reading: { text: reading, certainty: why === null ? null : 'middle', why, expected, watch },
			advice: {
				lines: advice.filter(({ since }) => since === null),
				became: advice.filter(({ since }) => since !== null)
			},
			...(made.phase === 'aftercare' && { remains: { advice, promises: [], help: facts } }),
			known: {
				facts,
				open: facts.map((each) => ({ ...each, id: fresh(FactId), source: null })),
				actions: made.actions
					.map(({ channel, text, minute: when }, index) => ({
						id: fresh(ActionId),
						channel,
						text: `${text} ${String(index)}`,
						at: at(when),
						...(index % 5 === 1 && { published: { text: fresh(TextId), kind: 'rebuttal', about: text.slice(0, 300) } })
					}))
					.sort((a, b) => (a.at < b.at ? -1 : 1))
			},
			basis: {
				...base.basis,
				posts: 23_456,
				stories: 9_876,
				recent: made.bars,
				missing: [...Platform.options],
				sources: made.sources.map(([name, posts]) => ({
					id: fresh(SourceId),
					name,
					kind: 'desk',
					platform: 'x',
					state: 'active',
					posts,
					authors: posts,
					unnamed: 0
				})),
				outages: made.sources.map(([name]) => ({ source: name, why: 'silent', from: at(100), to: at(110) }))
			}
		});
	});
