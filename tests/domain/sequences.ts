import fc from 'fast-check';
import type { Channel } from '$lib/domain/official-text/channel';
import { commandKind, type CommandType } from '$lib/domain/commands';
import { noReferences, type References } from '$lib/domain/core/command';
import type { EventOf } from '$lib/domain/core/event';
import {
	ConnectionId,
	FactId,
	momentOf,
	PersonId,
	PostId,
	Sha256,
	StoryId,
	type ConnectionId as Connection,
	type PostId as Post,
	type StoryId as Story
} from '$lib/domain/core/ids';
import { answerBasis } from '$lib/domain/findings/need-answer';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { Refusal } from '$lib/domain/core/refusal';
import { isAllowed } from '$lib/domain/core/policy';
import type { Actor } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { noon, opening, InMemoryIncident } from './in-memory-incident';

/** Few ids, so that commands affect each other. */
export const id = (kind: number | 'a' | 'b' | 'c' | 'd' | 'e', n: number) =>
	`1000000${kind}-0000-7000-8000-00000000000${n.toString(16)}`;
const pick = (kind: number | 'b' | 'c' | 'd' | 'e', highest = 2) =>
	fc.integer({ min: 0, max: highest }).map((n) => id(kind, n));
const [stories, facts, posts, people, sources] = [pick(2), pick(3), pick(4), pick(5), pick(6)];
const kindNames = ['need', 'rumour', 'behaviour', 'meaning'] as const;
/** Four findings of each kind, of which two exist at the start; sometimes one of another kind, as a mistake. */
const of = (kind: (typeof kindNames)[number]) => {
	const n = kindNames.indexOf(kind);
	return fc.constantFrom(id(1, n), id(1, n + 4), id(1, n + 8), id(1, n + 12), id(1, (n + 1) % 4));
};
const findings = pick(1, 7);
const claims = ['Het water is vergiftigd', 'De scholen gaan dicht', 'Er zijn twee doden'] as const;
const words = fc.constantFrom(...claims);
/** Why something still holds. */
const reasons = fc.constant('Dat staat los van het nieuwe feit');
const moments = fc.integer({ min: 0, max: 5 }).map((hours) => momentOf(Date.parse(noon) + hours * 3_600_000));
/** Some hours ahead, on the test's clock or on a database's. */
const expiring = fc.oneof(
	moments,
	fc.integer({ min: 1, max: 5 }).map((hours) => momentOf(Date.now() + hours * 3_600_000))
);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 3 });
const stance = fc.constantFrom('supports', 'denies', 'asks', 'comments');
const seenIn = (rumour: boolean) => maybe(fc.record({ story: stories, stance: rumour ? stance : fc.constant(null) }));
const raising = (kind: (typeof kindNames)[number], more: Record<string, fc.Arbitrary<unknown>> = {}) =>
	fc.record({
		id: of(kind),
		text: words,
		offline: maybe(fc.constant('gehoord bij de balie')),
		seenIn: seenIn(kind === 'rumour'),
		...more
	});
const grant = {
	role: fc.constantFrom('analyst', 'administrator', 'spokesperson'),
	incident: fc.constantFrom(null, id(9, 0))
};
const grants = fc.array(fc.record(grant), { maxLength: 2 });
const modelQuestion = {
	about: fc.oneof(
		posts.map((post) => ({ post })),
		fc.constantFrom({ section: 'brief' }, { section: 'reading' })
	),
	person: people,
	model: words,
	prompt: fc.constant('0'.repeat(64))
};
/** No words that something else has: a redaction of those would have to wait for another profile. */
const searched = fc.constantFrom('brand', 'rook');
const terms = fc.array(searched, { maxLength: 2 });
const sha = Sha256.parse('a'.repeat(64));
const effect = fc.constantFrom('enlarges', 'limits', 'offersHelp', null);
const story = (more: Record<string, fc.Arbitrary<unknown>>) => fc.record({ story: stories, ...more });
const rumour = (more: Record<string, fc.Arbitrary<unknown>>) => fc.record({ rumour: of('rumour'), ...more });
const which = (more: (kind: (typeof kindNames)[number]) => Record<string, fc.Arbitrary<unknown>> = () => ({})) =>
	fc
		.constantFrom(...kindNames)
		.chain((kind) => fc.record({ kind: fc.constant(kind), finding: of(kind), ...more(kind) }));
const link = fc
	.constantFrom(...kindNames)
	.chain((kind) =>
		fc.record({ kind: fc.constant(kind), finding: of(kind), stance: kind === 'rumour' ? stance : fc.constant(null) })
	);

/** Stands for the newest waiting request for redaction: see {@link inputOf}. */
export const NEWEST = 1_000_000;
const requests = fc.constantFrom(NEWEST, NEWEST, 1);

const texts = fc.integer({ min: 0, max: 2 }).map((n) => id('a', n));
const channels = fc.constantFrom<Channel>('website', 'x');
/** Some channel with the checksum of words that sometimes exist there. */
const wording = fc
	.tuple(channels, fc.constantFrom(...claims, ...Array<(typeof claims)[0]>(4).fill(claims[0])))
	.map(([channel, text]) => ({ channel, checksum: wordingChecksum(channel, text) }));
const recorded = {
	where: fc.constant('Website'),
	address: maybe(fc.constant('https://example.org/zuiderpark')),
	at: maybe(moments)
};
/** Three new ids, and one that is taken from the start. */
const drafting = (subject: 'rumour' | 'need', ...kinds: readonly string[]) =>
	fc.record({
		id: fc.constantFrom(...[0, 7, 8, 9].map((n) => id('a', n))),
		kind: fc.constantFrom(...kinds),
		about: of(subject).map((finding) => ({ kind: subject, finding })),
		corrects: fc.constant(null),
		facts: fc.array(facts, { maxLength: 1 }),
		wordings: fc.array(fc.record({ channel: channels, text: words }), { maxLength: 2 })
	});
const text = (more: Record<string, fc.Arbitrary<unknown>>) => fc.record({ text: texts, ...more });
const published = (more: Record<string, fc.Arbitrary<unknown>> = {}) =>
	wording.chain((named) =>
		fc.record({
			text: texts,
			id: pick('b', 3),
			channel: fc.constant(named.channel),
			checksum: fc.constant(named.checksum),
			...recorded,
			...more
		})
	);
/** A text for the networks, submitted and approved at the start, and its postings. */
const onNetworks = id('a', 5);
const posting = (more: Record<string, fc.Arbitrary<unknown>> = {}) =>
	fc.record({ text: fc.constant(onNetworks), posting: fc.constantFrom(id('b', 6), id('b', 7)), ...more });
const directly = fc
	.constantFrom<Channel>('mastodon', 'bluesky')
	.map((channel) => ({ channel, checksum: wordingChecksum(channel, claims[0]) }));
const citing = fc.oneof(
	fc.record({ what: fc.constant('verdict'), of: of('rumour') }),
	fc.record({ what: fc.constant('text'), of: texts }),
	fc.record({ what: fc.constant('answer'), of: of('need') })
);

/** What may be on the screen of a person who confirms an answer: a question with its answer. */
const answered = fc
	.tuple(fc.constantFrom(...[0, 4].map((n) => `Nummer ${n} is vergiftigd`)), words, maybe(facts))
	.map(([question, text, fact]) => answerBasis(question, { text, fact: fact === null ? null : FactId.parse(fact) }));

/** The number of the advice that is written at the start; one higher in an exercise, which begins with its clock. */
const ADVICE = 15;

/** Neighbourhoods of a map. */
const fields = fc.constantFrom([], [{ name: 'Zuid', names: ['Havenweg'] }]);

/** The input of every command: a command without an entry does not compile. */
const inputs: Record<CommandType, fc.Arbitrary<unknown>> = {
	'incident.open': fc.constant(opening()),
	'incident.describe': fc.record({ title: words, grip: fc.integer({ min: 0, max: 5 }), place: words }),
	'incident.setPhase': fc.record({ phase: fc.constantFrom('watch', 'acute', 'followUp', 'aftercare') }),
	'incident.prolong': fc.record({ expectedEnd: moments, why: words }),
	'incident.setAims': fc.record({
		verdict: fc.constantFrom(15, 30),
		text: fc.constantFrom(60, 90),
		askedAgain: fc.constantFrom(5, 10)
	}),
	'incident.setFeeds': fc.record({ feeds: fc.boolean() }),
	'incident.setNeighbourhoods': fc.record({ neighbourhoods: fields }),
	'incident.setDuty': fc.record({ spokesperson: maybe(people) }),
	'incident.setEscalation': fc.record({ next: maybe(people), minutes: fc.constantFrom(5, 15) }),
	'incident.close': fc.constant({}),
	'incident.reopen': fc.record({ why: words }),
	'incident.hold': fc.record({ why: words }),
	'incident.endHold': fc.record({ why: words }),
	'posts.forget': fc.constant({}),
	'posts.startMasking': fc.constant({ again: null }),
	'retention.repeat': fc.record({ posts: fc.array(posts, { maxLength: 1 }), lines: fc.constant([]) }),
	'author.lookUp': fc.record({ authors: fc.constant([1]), why: words }),
	'author.forget': fc.record({ author: fc.constant(1), why: words }),
	'log.mask': fc.constant({}),
	'posts.finishMasking': fc.constant({}),
	'archive.describe': fc.record({
		caseNumber: maybe(words),
		classification: maybe(words),
		classificationCode: maybe(words),
		classificationScheme: maybe(words),
		category: maybe(words),
		keptYears: maybe(fc.integer({ min: 1, max: 150 })),
		restriction: fc.constantFrom('none', 'privacy'),
		restrictedYears: maybe(fc.integer({ min: 1, max: 110 })),
		restrictionNote: maybe(words),
		language: fc.constantFrom('nl', 'en')
	}),
	'archive.recordTransfer': fc.record({
		to: words,
		on: fc.constant('2020-01-01'),
		checksum: fc.constant('a'.repeat(64)),
		note: maybe(words)
	}),
	'learningPoint.write': fc.record({
		id: pick(0),
		text: words,
		owner: fc.constantFrom('', 'de gemeente'),
		until: maybe(fc.constant('2026-12-31')),
		over: maybe(fc.integer({ min: 1, max: 40 }))
	}),
	'learningPoint.settle': fc.record({ point: pick(0), outcome: fc.constantFrom('done', 'dropped', null) }),
	'document.judge': fc.record({
		document: fc.constantFrom('report:1', 'log', `text:${id('a', 0)}`, 'report:99'),
		outcome: fc.constantFrom('public', 'partly', 'not', 'already'),
		grounds: fc.constantFrom([], ['5-2-1', '5-1-2e']),
		note: words,
		text: fc.constantFrom(undefined, undefined, null, sha)
	}),
	'document.markPassages': fc.record({
		document: fc.constantFrom('report:1', 'log', 'report:99'),
		checksum: fc.constant(sha),
		passages: fc.constantFrom(
			[],
			[
				{ part: 1, from: 4, to: 9, ground: '5-2-1' },
				{ part: 0, from: 2, to: 3, ground: '5-1-2e' }
			]
		),
		over: fc.constantFrom(null, null, 9, 12)
	}),
	'exercise.end': fc.constant({}),
	'exercise.setClock': fc.record({ speed: fc.constantFrom(0, 1, 60), incident: maybe(moments) }),
	'computer.start': fc.record({
		mode: fc.constantFrom('watch', 'watch', 'train'),
		roles: fc.constantFrom(['analyst'], ['analyst', 'spokesperson']),
		errors: fc.constantFrom(0, 0.25),
		seed: fc.nat(9)
	}),
	'computer.show': fc.record({
		scene: fc.constantFrom('stream', 'stream', 'rumour'),
		by: people,
		act: fc.constantFrom('need', 'looked'),
		about: words,
		on: maybe(fc.record({ story: stories }))
	}),
	'computer.stop': fc.constant({}),
	'computer.recordUndone': fc.constant({}),
	'profile.change': fc.record({
		terms,
		hashtags: terms,
		places: terms,
		excluded: terms,
		accounts: fc.array(
			fc.record({ account: searched, kind: fc.constantFrom('organisation', 'media', 'private', null) }),
			{
				maxLength: 1
			}
		),
		languages: fc.constantFrom([], ['nl'])
	}),
	'profile.reduce': fc.record({
		remove: fc.array(fc.record({ list: fc.constantFrom('terms', 'hashtags', 'places'), word: searched }), {
			maxLength: 1
		}),
		pause: fc.array(sources, { maxLength: 1 }),
		lost: fc.nat(9),
		why: words
	}),
	'source.add': fc.oneof(
		fc.record({
			id: sources,
			name: words,
			kind: fc.constantFrom('desk', 'file', 'exercise', 'program'),
			platform: fc.constantFrom('x', 'phone'),
			connection: fc.constant(null),
			key: fc.constant(null)
		}),
		fc.record({
			id: sources,
			name: words,
			kind: fc.constant('connection'),
			platform: fc.constant('news'),
			connection: fc.constant(id(7, 0)),
			key: fc.constant(null)
		})
	),
	'source.setState': fc.record({
		source: sources,
		state: fc.constantFrom('active', 'paused', 'removed'),
		why: maybe(words)
	}),
	'source.recordOutage': fc.record({
		source: sources,
		why: fc.constantFrom('failed', 'silent', 'missed'),
		from: moments,
		to: maybe(moments),
		problem: fc.constantFrom(null, { code: 'status', status: 503 }),
		normal: fc.constantFrom(null, 40)
	}),
	'source.setKey': fc.record({ source: sources, mark: fc.constant(sha), overlap: fc.constantFrom(0, 24) }),
	'author.setKind': fc.record({ author: fc.integer({ min: 1, max: 3 }), kind: fc.constantFrom('private', 'media') }),
	'author.reveal': fc.record({ post: posts }),
	'story.label': story({ add: fc.array(link, { maxLength: 2 }), remove: fc.array(findings, { maxLength: 2 }) }),
	'story.setSentiment': story({
		emotion: fc.constantFrom('fear', 'anger', null),
		attitude: fc.constantFrom('negative', null, undefined)
	}),
	'story.markLookedAt': story({ outcome: fc.constantFrom('looked', 'notRelevant') }),
	'story.unmarkLookedAt': story({}),
	'story.setHelp': story({ help: fc.constantFrom('pinned', 'passedOn', 'dismissed', null) }),
	'story.takeBackHelp': story({ reason: words }),
	'story.split': story({
		posts: fc.array(posts, { minLength: 1, maxLength: 2 }),
		into: pick(8),
		batch: fc.uuid({ version: 7 })
	}),
	'story.unmerge': story({ batch: fc.uuid({ version: 7 }) }),
	'story.merge': story({ into: stories, batch: fc.uuid({ version: 7 }) }),
	'story.keepApart': story({ other: stories, apart: fc.boolean() }),
	'need.raise': raising('need'),
	'need.startAnswer': fc.record({ need: of('need') }),
	'need.confirmAnswer': fc.record({ need: of('need'), basis: answered }),
	'need.answer': fc.record({ need: of('need'), text: words, fact: maybe(facts), channel: words, at: maybe(moments) }),
	'need.reopen': fc.record({ need: of('need') }),
	'need.setTimes': fc.record({ need: of('need'), pressDeadline: maybe(moments), returnsAt: maybe(moments) }),
	'need.keepApart': fc.record({ need: of('need'), other: of('need') }),
	'rumour.signal': raising('rumour'),
	'rumour.assess': rumour({ harm: fc.constantFrom(1, 2, 3, null), danger: fc.boolean(), helpNeeded: fc.boolean() }),
	'rumour.measureSpread': rumour({
		value: fc.constantFrom(1, 2, 3),
		reason: fc.constantFrom('few', 'fiveAuthors', 'publicVoice')
	}),
	'rumour.assign': rumour({ owner: maybe(people) }),
	'rumour.setVariants': rumour({ variants: fc.array(words, { maxLength: 2 }) }),
	'rumour.split': rumour({
		id: of('rumour'),
		text: words,
		stories: fc.array(stories, { maxLength: 2 }),
		variants: fc.array(words, { maxLength: 1 })
	}),
	'rumour.verify': rumour({ body: words, question: maybe(words), deadline: maybe(moments) }),
	'rumour.answerInquiry': rumour({ inquiry: fc.nat({ max: 1 }), text: words }),
	'rumour.makeFact': rumour({
		inquiry: fc.nat({ max: 1 }),
		id: facts,
		text: words,
		source: words,
		at: maybe(moments),
		verdict: maybe(fc.constantFrom('false', 'true'))
	}),
	'rumour.confirmVerdict': rumour({
		claim: fc.constantFrom(...[0, 1, 2].map((n) => `Nummer ${n} is vergiftigd`), ...claims)
	}),
	'rumour.giveVerdict': rumour({ verdict: fc.constantFrom('false', 'true', 'partly', 'unknowable'), fact: facts }),
	'rumour.chooseApproach': rumour({ approach: fc.constantFrom('watch', 'rebut') }),
	'behaviour.record': raising('behaviour', { effect }),
	'behaviour.assess': fc.record({ behaviour: of('behaviour'), effect, advice: maybe(words) }),
	'meaning.record': raising('meaning', { theme: fc.constantFrom('blame', 'grief') }),
	'meaning.setTheme': fc.record({ meaning: of('meaning'), theme: fc.constantFrom('blame', 'grief') }),
	'finding.reword': which(() => ({ text: words })),
	'finding.merge': which((kind) => ({ into: of(kind) })),
	'finding.unmerge': which(),
	'finding.close': which(),
	'finding.reopen': which(),
	'fact.confirm': fc.record({ fact: facts }),
	'fact.record': fc.record({ id: facts, text: words, source: maybe(words), at: maybe(moments) }),
	'fact.replace': fc.record({ replaces: facts, id: facts, text: words, source: maybe(words), at: maybe(moments) }),
	'fact.review': fc.record({ fact: facts, citing, why: reasons }),
	'fact.unreview': fc.record({ fact: facts, citing }),
	'text.draft': fc.oneof(
		{ weight: 3, arbitrary: drafting('rumour', 'rebuttal', 'holding') },
		{ weight: 1, arbitrary: drafting('need', 'answer', 'holding') }
	),
	'incident.confirmPlace': fc.record({ place: fc.constantFrom('Waterveen', 'Elders') }),
	'text.usePrepared': fc.record({
		id: fc.constantFrom(id('a', 3), id('a', 4)),
		prepared: pick('c', 1),
		about: fc.oneof(
			of('rumour').map((finding) => ({ kind: 'rumour', finding })),
			fc.constant({ kind: 'incident', finding: null })
		),
		facts: fc.array(facts, { maxLength: 1 }),
		place: fc.constantFrom('Zuiderpark', 'Waterveen', 'Elders'),
		moment: maybe(moments)
	}),
	'text.write': wording.chain(({ channel, checksum }) =>
		text({ channel: fc.constant(channel), words, over: fc.constantFrom(checksum, checksum, null) })
	),
	'text.dropVariant': wording.chain(({ channel, checksum }) =>
		text({ channel: fc.constant(channel), over: fc.constant(checksum) })
	),
	'text.cite': text({ facts: fc.array(facts, { maxLength: 2 }) }),
	'text.submit': text({ variants: fc.array(wording, { minLength: 1, maxLength: 2 }), requestedFrom: maybe(people) }),
	'text.approve': text({ variants: fc.array(wording, { minLength: 1, maxLength: 2 }) }),
	'text.withdrawApproval': text({ variants: fc.array(wording, { minLength: 1, maxLength: 2 }), why: maybe(words) }),
	'text.return': text({ version: fc.integer({ min: 1, max: 3 }), why: words }),
	'text.recordNotification': text({
		notice: fc.record({
			version: fc.integer({ min: 1, max: 2 }),
			to: people,
			outcome: fc.constantFrom('sent', 'later', 'failed'),
			reminder: fc.nat({ max: 1 })
		})
	}),
	'text.recordReading': text({ version: fc.integer({ min: 1, max: 2 }) }),
	'text.publish': published(),
	'text.publishDirectly': directly.chain((named) =>
		fc.record({
			text: fc.constant(onNetworks),
			id: fc.constantFrom(id('b', 6), id('b', 7)),
			channel: fc.constant(named.channel),
			checksum: fc.constant(named.checksum),
			outlet: fc.constantFrom(id('d', named.channel === 'mastodon' ? 0 : 1), id('d', 2), null),
			where: words
		})
	),
	'text.tryPosting': posting(),
	'text.recordPosted': posting({
		address: maybe(fc.constant('https://mastodon.example/@gemeente/1')),
		at: maybe(moments)
	}),
	'text.recordPostingFailed': posting({ why: fc.constantFrom('revoked', 'unsure') }),
	'text.publishAlone': published({ why: words }),
	'text.review': text({ publication: pick('b', 3), why: words }),
	'text.correct': wording.chain(({ channel }) =>
		fc.record({
			id: texts,
			corrects: fc.array(texts, { minLength: 1, maxLength: 2 }),
			facts: fc.array(facts, { minLength: 1, maxLength: 1 }),
			wordings: fc.constant([{ channel, text: 'Eerder schreven wij iets. Dat klopt niet meer.' }]),
			waived: fc.array(fc.record({ publication: pick('b', 3), why: reasons }), { maxLength: 2 }),
			requestedFrom: maybe(people)
		})
	),
	'text.confirmAddress': text({
		publication: pick('b', 3),
		where: fc.constant('Website'),
		address: fc.constant('https://example.org/zuiderpark')
	}),
	'text.waiveCorrection': text({ publication: pick('b', 3), why: reasons }),
	'text.pause': text({ why: words }),
	'text.resume': text({}),
	'text.withdraw': text({ why: words }),
	'text.passOn': text({ publication: pick('b', 3), to: fc.array(words, { minLength: 1, maxLength: 2 }) }),
	'response.give': fc.record({
		id: pick('e', 3),
		post: posts,
		text: fc.constantFrom(id('a', 0), onNetworks),
		channel: fc.constantFrom<Channel>('website', 'mastodon'),
		checksum: fc.constantFrom(wordingChecksum('website', claims[0]), wordingChecksum('mastodon', claims[0])),
		initials: fc.constantFrom('^HH', '^AB')
	}),
	'action.record': fc.record({ id: pick(0), channel: words, text: words, at: maybe(moments) }),
	'action.retract': fc.record({ action: pick(0), why: words }),
	'quote.choose': fc.record({ id: pick(0), post: posts, text: words, speaker: words, paraphrased: fc.boolean() }),
	'quote.drop': fc.record({ quote: pick(0) }),
	'report.write': fc.record({
		section: fc.constantFrom('brief', 'counterSignals', 'certainty'),
		text: words,
		certainty: fc.constantFrom('high', null),
		noneFound: fc.boolean(),
		over: fc.constantFrom(null, null, 9, 12)
	}),
	'report.confirm': fc.record({
		section: fc.constantFrom('reading', 'brief'),
		over: fc.constantFrom(ADVICE + 1, ADVICE + 2)
	}),
	'report.setDue': fc.record({
		due: maybe(
			fc.record({ at: moments, every: fc.constantFrom(30, 60, null), meetings: fc.array(moments, { maxLength: 3 }) })
		)
	}),
	'advice.write': fc.record({
		id: pick(0),
		goal: fc.constantFrom('informing', 'limiting'),
		what: words,
		who: words,
		channel: words,
		audience: words,
		tone: words,
		urgency: fc.constantFrom('high', 'low'),
		decider: words,
		over: fc.constantFrom(null, null, ADVICE, ADVICE + 1)
	}),
	'advice.decide': fc.record({
		advice: pick(0),
		outcome: fc.constantFrom('adopted', 'declined'),
		why: words,
		over: fc.constantFrom(ADVICE, ADVICE + 1)
	}),
	'advice.drop': fc.record({ advice: pick(0) }),
	'report.release': fc.record({
		number: fc.integer({ min: 1, max: 3 }),
		position: fc.constantFrom(5, 9),
		moment: moments,
		checksum: fc.constant(sha)
	}),
	'report.withdraw': fc.record({ number: fc.integer({ min: 1, max: 2 }), why: words }),
	'link.make': fc.record({
		id: pick(0),
		label: words,
		hash: fc.constant(sha),
		expires: expiring,
		pin: fc.boolean(),
		signals: fc.boolean()
	}),
	'link.setSignals': fc.record({ link: pick(0), signals: fc.boolean() }),
	'link.setFigures': fc.record({ link: pick(0), figures: fc.boolean() }),
	'link.openPhone': fc.record({ id: pick(0), label: words, hash: fc.constant(sha), expires: expiring }),
	'link.revoke': fc.record({ link: pick(0) }),
	'signal.receive': fc.record({ id: pick(1, 1), link: pick(0), post: posts }),
	'signal.markRead': fc.record({ signal: pick(1, 1) }),
	'question.ask': rumour({
		link: fc.constantFrom(id(0, 4), id(0, 5)),
		body: words,
		question: words,
		deadline: maybe(moments),
		hash: fc.constant(sha),
		expires: expiring
	}),
	'question.answer': fc.record({ id: pick(1), link: fc.constantFrom(id(0, 4), id(0, 5)), text: words, from: words }),
	'question.takeOver': fc.record({ link: fc.constantFrom(id(0, 4), id(0, 5)), reply: pick(1) }),
	'agreement.make': fc.record({ id: pick(0), text: words }),
	'agreement.end': fc.record({ agreement: pick(0) }),
	'shift.take': fc.constant({}),
	'search.save': fc.record({
		id: pick('e'),
		name: words,
		query: fc.record({
			words: fc.constantFrom('', 'rook'),
			source: maybe(sources),
			finding: maybe(findings),
			lang: fc.constant(null),
			minutes: fc.constantFrom(null, 30)
		})
	}),
	'search.remove': fc.record({ search: pick('e') }),
	'alert.addRule': fc.record({
		id: pick(0),
		trigger: fc.constantFrom(
			{ kind: 'peak', factor: 3 },
			{ kind: 'word', words: 'evacuatie' },
			{ kind: 'voice', followers: 10_000 }
		)
	}),
	'alert.removeRule': fc.record({ rule: pick(0) }),
	'alert.raise': fc.record({
		id: pick(1),
		rule: pick(0),
		reason: fc.constant({ kind: 'word', words: 'evacuatie', posts: 1 }),
		stories: fc.constant([])
	}),
	'alert.see': fc.record({ rule: pick(0), alert: pick(1) }),
	'model.ask': fc.record(modelQuestion),
	'model.recordAnswer': fc.record({
		...modelQuestion,
		version: words,
		sentences: fc.nat(9),
		dropped: fc.nat(9)
	}),
	'person.admit': fc.record({ person: people, grants, exerciseOnly: fc.boolean() }),
	'person.grant': fc.record({ person: people, ...grant }),
	'person.revoke': fc.record({ person: people, ...grant }),
	'person.setGrants': fc.record({ person: people, grants }),
	'person.confirm': fc.record({ person: people }),
	'person.link': fc.record({ person: people, other: people }),
	'person.noteAlike': fc.record({ person: people, other: people }),
	'person.requestUnlink': fc.record({ person: people, other: people }),
	'person.distinguish': fc.record({ person: people, other: people }),
	'installation.setPublicDetails': fc.record({
		details: fc.subarray(['020 624 11 11', 'waterveen.example', '@waterveen'])
	}),
	'installation.setHelpContact': fc.record({ contact: fc.option(words) }),
	'installation.setMailDomains': fc.record({ domains: fc.subarray(['gemeente.example', 'post.example']) }),
	'security.record': fc.record({
		person: people,
		kind: fc.constantFrom('session.began', 'password.reset', 'password.reset', 'factor.reset', 'factor.added'),
		factor: fc.constantFrom(null, 'password', 'totp'),
		count: fc.constant(null),
		incident: fc.constant(null),
		what: fc.constant(null),
		opens: fc.option(
			fc.record({
				kind: fc.constantFrom('link', 'password', 'factor'),
				delivery: fc.constantFrom('shown', 'mailed'),
				mailDomain: fc.constantFrom(null, 'gemeente.example'),
				until: moments
			})
		)
	}),
	'person.suspend': fc.record({ person: people, suspended: fc.boolean() }),
	'installation.setUp': fc.record({ organisation: words, administrator: people }),
	'installation.setNeighbourhoods': fc.record({ neighbourhoods: fields }),
	'installation.setRetention': fc.record({ days: fc.constantFrom(0, 0, 30) }),
	'connection.add': fc.record({
		id: pick(7),
		protocol: fc.constant('feed'),
		name: words,
		address: fc.constant('https://example.org/feed'),
		platform: fc.constant('news')
	}),
	'connection.setCredential': fc.record({ connection: pick(7), mark: fc.constant(sha) }),
	'connection.setBudget': fc.record({
		connection: pick(7),
		budget: fc.constantFrom(null, { perPost: 0.5, maxPerMonth: 5_000 })
	}),
	'token.make': fc.record({
		id: pick(7, 1),
		name: words,
		hash: fc.constant(sha),
		scopes: fc.constantFrom(['post'], ['read', 'read'], ['post', 'read']),
		incident: fc.constantFrom(null, id(9, 0)),
		expires: expiring
	}),
	'token.revoke': fc.record({ token: pick(7, 1) }),
	'outlet.connect': fc.record({
		id: pick('d', 3),
		network: fc.constantFrom('mastodon', 'bluesky'),
		server: fc.constant('https://mastodon.example'),
		name: words
	}),
	'outlet.disconnect': fc.record({ outlet: fc.constantFrom(id('d', 2), id('d', 3)) }),
	'prepared.draft': fc.record({
		id: pick('c', 2),
		kind: fc.constantFrom('holding', 'advice', 'answer'),
		title: words,
		incidents: fc.constantFrom([], ['fire']),
		wordings: fc.array(fc.record({ channel: channels, text: words }), { minLength: 1, maxLength: 2 })
	}),
	'prepared.write': wording.chain(({ channel, checksum }) =>
		fc.record({
			prepared: pick('c', 2),
			channel: fc.constant(channel),
			words,
			over: fc.constantFrom(checksum, checksum, null)
		})
	),
	'prepared.approve': wording.chain(({ channel, checksum }) =>
		fc.record({ prepared: pick('c', 2), channel: fc.constant(channel), checksum: fc.constant(checksum) })
	),
	'prepared.retire': fc.record({ prepared: fc.constantFrom(id('c', 2)), why: words }),
	'log.redact': fc.record({
		numbers: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
		why: words
	}),
	'log.confirmRedaction': fc.record({ request: requests }),
	'log.declineRedaction': fc.record({ request: requests, why: words })
};

export const actors: readonly Actor[] = [
	{ id: PersonId.parse(id(5, 0)), roles: ['analyst'] },
	{ id: PersonId.parse(id(5, 1)), roles: ['spokesperson'] },
	{ id: PersonId.parse(id(5, 2)), roles: ['coordinator', 'administrator'] },
	{ id: PersonId.parse(id(5, 3)), roles: ['system'] },
	{ id: PersonId.parse(id(5, 4)), roles: ['coordinator'] }
];
export interface Step {
	readonly type: CommandType;
	readonly input: unknown;
	readonly by: number;
	/** Seconds that pass before it. */
	readonly later: number;
}
/** Mostly a person with the right role, so that the rules behind the roles are reached. */
function actorFor(type: CommandType): fc.Arbitrary<number> {
	const allowed = commandKind(type)?.allow ?? [];
	const may = actors.flatMap(({ roles }, i) => (isAllowed(roles, allowed) ? [i] : []));
	return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...may) }, { weight: 1, arbitrary: fc.nat({ max: 3 }) });
}
const stepOf = (type: CommandType, weight = 1): fc.WeightedArbitrary<Step> => ({
	weight,
	arbitrary: fc.record({
		type: fc.constant(type),
		input: inputs[type],
		by: actorFor(type),
		later: fc.integer({ min: 0, max: 600 })
	})
});
const rareCommands: ReadonlySet<CommandType> = new Set([
	'story.merge',
	'fact.replace',
	'text.pause',
	'incident.close',
	'exercise.end',
	...(['computer.start', 'computer.show', 'computer.stop', 'computer.recordUndone'] as const),
	'source.recordOutage',
	'connection.setCredential',
	'connection.setBudget',
	...(['log.redact', 'log.confirmRedaction', 'log.declineRedaction'] as const),
	'profile.change',
	...(['author.reveal', 'text.recordReading', 'text.passOn'] as const),
	...(['incident.confirmPlace', 'text.usePrepared', 'prepared.write', 'prepared.approve'] as const),
	...(['outlet.connect', 'outlet.disconnect', 'response.give', 'text.publishDirectly'] as const),
	...(['text.tryPosting', 'text.recordPosted', 'text.recordPostingFailed'] as const)
]);
const often: ReadonlySet<CommandType> = new Set([
	'story.label',
	'fact.record',
	'rumour.giveVerdict',
	'rumour.split',
	'rumour.verify',
	'rumour.answerInquiry',
	'rumour.makeFact',
	'need.answer',
	'finding.merge',
	'finding.close',
	'finding.reopen',
	'incident.reopen',
	'person.admit',
	'person.confirm',
	'security.record',
	'person.setGrants',
	'need.reopen',
	'report.release',
	'text.publish',
	'text.review',
	'text.resume',
	'link.revoke',
	'link.setSignals',
	...(['signal.receive', 'signal.markRead'] as const)
]);
/** What needs much that is there already, so that most attempts are refused: a rumour and a fact, an answer by a link. */
const refused: ReadonlySet<CommandType> = new Set([
	...(['rumour.giveVerdict', 'need.confirmAnswer'] as const),
	...(['question.ask', 'question.answer', 'question.takeOver'] as const)
]);
const weighted = (Object.keys(inputs) as CommandType[]).map((type) =>
	stepOf(type, refused.has(type) ? 24 : rareCommands.has(type) ? 2 : often.has(type) ? 14 : 6)
);

const raised = (n: number) => ({ id: id(1, n), text: `Nummer ${n} is vergiftigd`, offline: null });
/** What most rules need, so that random sequences reach deep states. */
const start: readonly Step[] = [
	{ type: 'incident.open', input: opening(), by: 0, later: 0 },
	{
		type: 'fact.record',
		input: { id: id(3, 0), text: 'Het water is veilig', source: 'Waterbedrijf', at: null },
		by: 0,
		later: 1
	},
	...[0, 4].flatMap((n): Step[] => [
		{ type: 'need.raise', input: { ...raised(n), seenIn: { story: id(2, 1), stance: null } }, by: 0, later: 1 },
		{
			type: 'rumour.signal',
			input: { ...raised(n + 1), seenIn: { story: id(2, 0), stance: 'asks' } },
			by: 0,
			later: 1
		},
		{
			type: 'behaviour.record',
			input: { ...raised(n + 2), offline: 'straat', seenIn: null, effect: null },
			by: 0,
			later: 1
		},
		{
			type: 'meaning.record',
			input: { ...raised(n + 3), offline: 'pers', seenIn: null, theme: 'blame' },
			by: 0,
			later: 1
		}
	])
];
/** The text that `report.confirm` may confirm. */
const reading: Step = {
	type: 'report.write',
	input: { section: 'reading', text: claims[1], certainty: null, noneFound: false, over: null },
	by: 0,
	later: 1
};
const advising: Step = {
	type: 'advice.write',
	input: {
		id: id(0, 0),
		goal: 'informing',
		what: claims[1],
		who: '',
		channel: '',
		audience: '',
		tone: '',
		urgency: 'high',
		over: null
	},
	by: 0,
	later: 1
};
/** Two of our accounts on networks, and a text that was approved in quiet times. */
const quiet: readonly Step[] = [
	...(['mastodon', 'bluesky'] as const).map((network, n): Step => {
		const input = { id: id('d', n), network, server: 'https://network.example', name: '@gemeente' };
		return { type: 'outlet.connect', input, by: 2, later: 1 };
	}),
	{
		type: 'prepared.draft',
		input: {
			id: id('c', 0),
			kind: 'holding',
			title: 'Brand',
			incidents: [],
			wordings: [{ channel: 'website', text: claims[0] }]
		},
		by: 0,
		later: 1
	},
	{
		type: 'prepared.approve',
		input: { prepared: id('c', 0), channel: 'website', checksum: wordingChecksum('website', claims[0]) },
		by: 1,
		later: 1
	}
];
const both = (['mastodon', 'bluesky'] as const).map((channel) => ({
	channel,
	checksum: wordingChecksum(channel, claims[0])
}));
const forNetworks: readonly Step[] = [onNetworks, id('a', 6)].flatMap((text): Step[] => {
	const wordings = both.map(({ channel }) => ({ channel, text: claims[0] }));
	const input = {
		id: text,
		kind: 'holding',
		about: { kind: 'incident', finding: null },
		corrects: null,
		facts: [],
		wordings
	};
	return [
		{ type: 'text.draft', input, by: 0, later: 1 },
		{ type: 'text.submit', input: { text, variants: both, requestedFrom: null }, by: 0, later: 1 },
		{ type: 'text.approve', input: { text, variants: both }, by: 1, later: 1 }
	];
});
/**
 * One of them is published on a network already, was passed on and used in a response, and failed on the other network.
 */
const posted: readonly Step[] = [...both].reverse().flatMap((named, n): Step[] => {
	const it = { text: id('a', 6), posting: id('b', n + 4) };
	const put = { text: it.text, id: it.posting, ...named, outlet: id('d', 1 - n), where: '@gemeente' };
	return [
		{ type: 'text.publishDirectly', input: put, by: 0, later: 1 },
		{ type: 'text.tryPosting', input: it, by: 3, later: 1 },
		...(n === 0
			? [{ type: 'text.recordPostingFailed', input: { ...it, why: 'unsure' }, by: 3, later: 1 } as const]
			: ([
					{ type: 'text.recordPosted', input: { ...it, address: null, at: null }, by: 3, later: 1 },
					{
						type: 'text.passOn',
						input: { text: it.text, publication: it.posting, to: ['raadsleden'] },
						by: 0,
						later: 1
					},
					{
						type: 'response.give',
						input: { id: id('e', 0), post: id(4, 0), text: it.text, ...named, initials: '^HH' },
						by: 0,
						later: 1
					}
				] as const))
	];
});
/** A holding statement that was approved, one that waits, and one that was published alone. */
const writing: readonly Step[] = [0, 1, 2].flatMap((n): Step[] => {
	const handed = [{ channel: 'website', checksum: wordingChecksum('website', claims[0]) }];
	const whole = {
		id: id('a', n),
		kind: 'holding',
		about: { kind: 'rumour', finding: id(1, 1) },
		corrects: null,
		facts: [],
		wordings: [{ channel: 'website', text: claims[0] }]
	};
	const outside = {
		text: id('a', 2),
		id: id('b', 0),
		...handed[0],
		where: 'Website',
		address: null,
		at: null,
		why: 'Niemand bereikbaar'
	};
	return [
		{ type: 'text.draft', input: whole, by: 0, later: 1 },
		{ type: 'text.submit', input: { text: id('a', n), variants: handed, requestedFrom: null }, by: 0, later: 1 },
		...(n === 0
			? [{ type: 'text.approve', input: { text: id('a', n), variants: handed }, by: 1, later: 1 } as const]
			: []),
		...(n === 2 ? [{ type: 'text.publishAlone', input: outside, by: 0, later: 1 } as const] : [])
	];
});
/**
 * What random steps seldom reach: a program's source that falls silent and gets another key, a text filled in and
 * published by hand, a disconnected account, a merge or a call passed on that is taken back, words reviewed after their
 * fact was replaced, two accounts of one person.
 */
const rarelyReached: readonly Step[] = (() => {
	const [source, text, name] = [id(6, 0), id('a', 3), claims[0]];
	const [rule, alert] = [id(0, 0), id(1, 0)];
	const reason = { kind: 'word', words: 'evacuatie', posts: 1 };
	const program = { id: source, name, kind: 'program', platform: 'x', connection: null, key: null };
	const outage = { source, why: 'silent', from: noon, to: null, problem: null, normal: 40 };
	const filled = {
		id: text,
		prepared: id('c', 0),
		about: { kind: 'incident', finding: null },
		facts: [],
		place: 'Zuiderpark',
		moment: null
	};
	const named = { channel: 'website', checksum: wordingChecksum('website', claims[0]) };
	const account = { id: id('d', 2), network: 'mastodon', server: 'https://network.example', name: '@oud' };
	const parted = { rumour: id(1, 5), id: id(1, 9), text: 'Een ander gerucht', stories: [id(2, 0)], variants: [] };
	const ofRumour = { rumour: id(1, 1) };
	const made = {
		...ofRumour,
		inquiry: 0,
		id: id(3, 7),
		text: claims[0],
		source: 'Waterbedrijf',
		at: null,
		verdict: null
	};
	const correction = {
		id: id('a', 8),
		corrects: [id('a', 2)],
		facts: [id(3, 0)],
		wordings: [{ channel: 'website', text: 'Eerder schreven wij iets. Dat klopt niet meer.' }],
		waived: [],
		requestedFrom: null
	};
	const correcting = correction.wordings.map(({ text: words }) => ({
		channel: 'website',
		checksum: wordingChecksum('website', words)
	}));
	const approval = { text: correction.id, variants: correcting };
	const [cited, citing, link] = [id(3, 8), id('a', 11), 'https://example.org/zuiderpark'];
	const citingFact = {
		id: citing,
		kind: 'holding',
		about: { kind: 'incident', finding: null },
		corrects: null,
		facts: [cited],
		wordings: [{ channel: 'website', text: name }]
	};
	const merging = { kind: 'behaviour', finding: id(1, 2) };
	const pair = { person: id(5, 0), other: id(5, 1) };
	const [connection, search, prepared] = [id(7, 3), id('e', 4), id('c', 3)];
	return [
		{ type: 'outlet.connect', input: account, by: 2, later: 1 },
		{ type: 'outlet.disconnect', input: { outlet: account.id }, by: 2, later: 1 },
		{ type: 'alert.addRule', input: { id: rule, trigger: { kind: 'word', words: 'evacuatie' } }, by: 0, later: 1 },
		{ type: 'alert.raise', input: { id: alert, rule, reason, stories: [] }, by: 3, later: 1 },
		{ type: 'alert.see', input: { rule, alert }, by: 0, later: 1 },
		{ type: 'story.merge', input: { story: id(2, 2), into: id(2, 1), batch: id('e', 0) }, by: 0, later: 1 },
		{ type: 'story.unmerge', input: { story: id(2, 2), batch: id('e', 1) }, by: 0, later: 1 },
		{ type: 'rumour.split', input: parted, by: 0, later: 1 },
		{
			type: 'rumour.verify',
			input: { ...ofRumour, body: 'Waterbedrijf', question: null, deadline: null },
			by: 0,
			later: 1
		},
		{ type: 'rumour.answerInquiry', input: { ...ofRumour, inquiry: 0, text: claims[0] }, by: 0, later: 1 },
		{ type: 'rumour.makeFact', input: made, by: 0, later: 1 },
		{ type: 'text.correct', input: correction, by: 0, later: 1 },
		{ type: 'text.approve', input: approval, by: 1, later: 1 },
		{ type: 'text.withdrawApproval', input: { ...approval, why: null }, by: 1, later: 1 },
		{ type: 'source.add', input: program, by: 0, later: 1 },
		{ type: 'source.setKey', input: { source, mark: sha, overlap: 0 }, by: 0, later: 1 },
		{ type: 'source.recordOutage', input: outage, by: 3, later: 1 },
		{ type: 'incident.setPhase', input: { phase: 'aftercare' }, by: 0, later: 1 },
		{ type: 'profile.reduce', input: { remove: [], pause: [source], lost: 0, why: claims[0] }, by: 2, later: 1 },
		{ type: 'incident.setPhase', input: { phase: 'acute' }, by: 0, later: 1 },
		{ type: 'text.usePrepared', input: filled, by: 0, later: 1 },
		{
			type: 'text.publish',
			input: { text, id: id('b', 10), ...named, where: 'Website', address: null, at: null },
			by: 0,
			later: 1
		},
		{ type: 'fact.record', input: { id: cited, text: claims[1], source: 'Waterbedrijf', at: null }, by: 0, later: 1 },
		{ type: 'text.draft', input: citingFact, by: 0, later: 1 },
		{ type: 'text.submit', input: { text: citing, variants: [named], requestedFrom: null }, by: 0, later: 1 },
		{ type: 'text.approve', input: { text: citing, variants: [named] }, by: 1, later: 1 },
		{
			type: 'text.publish',
			input: { text: citing, id: id('b', 11), ...named, where: 'Website', address: link, at: null },
			by: 0,
			later: 1
		},
		{
			type: 'text.confirmAddress',
			input: { text: citing, publication: id('b', 11), where: 'Website', address: link },
			by: 1,
			later: 1
		},
		{
			type: 'fact.replace',
			input: { replaces: cited, id: id(3, 9), text: claims[2], source: 'Waterbedrijf', at: null },
			by: 0,
			later: 1
		},
		{
			type: 'fact.review',
			input: { fact: cited, citing: { what: 'text', of: citing }, why: 'Dat staat los van het nieuwe feit' },
			by: 1,
			later: 1
		},
		{ type: 'finding.merge', input: { ...merging, into: id(1, 6) }, by: 0, later: 1 },
		{ type: 'finding.unmerge', input: merging, by: 0, later: 1 },
		{ type: 'story.setHelp', input: { story: id(2, 2), help: 'passedOn' }, by: 0, later: 1 },
		{ type: 'story.takeBackHelp', input: { story: id(2, 2), reason: name }, by: 0, later: 1 },
		...[pair.person, pair.other].map((person): Step => ({
			type: 'person.admit',
			input: { person, grants: [], exerciseOnly: false },
			by: 3,
			later: 1
		})),
		{ type: 'person.noteAlike', input: pair, by: 3, later: 1 },
		{ type: 'person.distinguish', input: pair, by: 2, later: 1 },
		{ type: 'person.link', input: pair, by: 2, later: 1 },
		{ type: 'person.requestUnlink', input: pair, by: 2, later: 1 },
		{
			type: 'connection.add',
			input: { id: connection, protocol: 'feed', name, address: 'https://example.org/feed', platform: 'news' },
			by: 2,
			later: 1
		},
		{ type: 'connection.setCredential', input: { connection, mark: sha }, by: 2, later: 1 },
		{
			type: 'connection.setBudget',
			input: { connection, budget: { perPost: 0.5, maxPerMonth: 5_000 } },
			by: 2,
			later: 1
		},
		{
			type: 'search.save',
			input: { id: search, name, query: { words: 'rook', source: null, finding: null, lang: null, minutes: null } },
			by: 0,
			later: 1
		},
		{ type: 'search.remove', input: { search }, by: 0, later: 1 },
		{
			type: 'prepared.draft',
			input: {
				id: prepared,
				kind: 'advice',
				title: name,
				incidents: [],
				wordings: [{ channel: 'website', text: name }]
			},
			by: 0,
			later: 1
		},
		{
			type: 'prepared.write',
			input: { prepared, channel: 'website', words: claims[1], over: named.checksum },
			by: 0,
			later: 1
		},
		{ type: 'prepared.retire', input: { prepared, why: name }, by: 2, later: 1 },
		{ type: 'agreement.make', input: { id: id(0, 7), text: 'Bel 06-12345678 terug' }, by: 0, later: 1 },
		{
			type: 'learningPoint.write',
			input: { id: id(0, 8), text: 'Bel @melder eerder terug', owner: 'de gemeente', until: null, over: null },
			by: 2,
			later: 1
		},
		{ type: 'learningPoint.settle', input: { point: id(0, 8), outcome: 'done' }, by: 2, later: 1 },
		{ type: 'log.redact', input: { numbers: [3, 4, 6], why: claims[0] }, by: 2, later: 1 },
		{ type: 'log.redact', input: { numbers: [1], why: claims[0] }, by: 2, later: 1 },
		{ type: 'log.declineRedaction', input: { request: NEWEST, why: claims[0] }, by: 4, later: 1 },
		{ type: 'log.confirmRedaction', input: { request: NEWEST }, by: 4, later: 1 },
		{ type: 'posts.startMasking', input: { again: noon }, by: 3, later: 1 },
		{ type: 'log.mask', input: {}, by: 3, later: 1 },
		{ type: 'posts.finishMasking', input: {}, by: 3, later: 1 }
	];
})();
/** Computer colleagues that come, do something, are sent away, and have their work taken back. */
const withComputers: readonly Step[] = [
	{ type: 'computer.start', input: { mode: 'watch', roles: ['analyst'], errors: 0, seed: 1 }, by: 0, later: 1 },
	{
		type: 'computer.show',
		input: { scene: 'stream', by: id(5, 0), act: 'need', about: claims[0], on: null },
		by: 3,
		later: 1
	},
	{ type: 'computer.stop', input: {}, by: 0, later: 1 },
	{ type: 'computer.recordUndone', input: {}, by: 3, later: 1 }
];
const exercise: readonly Step[] = [
	{ type: 'incident.open', input: opening({ exercise: true }), by: 0, later: 0 },
	...start.slice(1)
];
/** Any number of steps of these commands, after texts and answers that exist. */
export const sequencesOf = (types: readonly CommandType[], length: number): fc.Arbitrary<readonly Step[]> =>
	fc
		.array(fc.oneof(...types.map((type) => stepOf(type))), { minLength: length, maxLength: length })
		.map((then) => [...start, ...writing, ...quiet, ...then]);
export const sequences: fc.Arbitrary<readonly Step[]> = fc
	.tuple(
		fc.constantFrom(start, start, exercise),
		fc.array(fc.oneof(...weighted), { minLength: 70, maxLength: 190, size: 'max' })
	)
	.map(([first, then]) => [
		...first,
		advising,
		reading,
		...writing,
		...quiet,
		...forNetworks,
		...posted,
		...rarelyReached,
		...(first === exercise ? withComputers : []),
		...then
	]);

/** The content of the tables: two stories with posts, one that a split may make. */
export const named: References = {
	...noReferences,
	stories: new Map<Story, { posts: number; platforms: ['x'] }>(
		[0, 1, 2].map((n) => [StoryId.parse(id(2, n)), { posts: 3, platforms: ['x'] }])
	),
	posts: new Map<Post, { story: Story }>(
		[0, 1, 2].map((n) => [PostId.parse(id(4, n)), { story: StoryId.parse(id(2, n)) }])
	),
	connections: new Map<Connection, { platform: 'news' }>([[ConnectionId.parse(id(7, 0)), { platform: 'news' }]]),
	places: new Set(['Zuiderpark']),
	rendered: { checksum: sha, chainHead: sha, rules: '1.0', publicKey: null, unfinished: [], previous: null }
};

/** Called for every step that was not refused. */
export type Watcher = (step: Step, events: readonly EventOf[], testIncident: InMemoryIncident, actor: Actor) => void;

/** The input of a step, with what only the log can number. */
export function inputOf({ input }: Pick<Step, 'input'>, { redactions }: Pick<ReadState, 'redactions'>): unknown {
	const isNewest = typeof input === 'object' && input !== null && 'request' in input && input.request === NEWEST;
	return isNewest ? { ...input, request: [...redactions.keys()].at(-1) ?? NEWEST } : input;
}

/** Applies the steps that the rules allow; returns the codes of the refusals. */
export function play(
	steps: readonly Step[],
	watch: Watcher = () => undefined
): { testIncident: InMemoryIncident; refused: string[] } {
	const testIncident = new InMemoryIncident();
	testIncident.references = named;
	const refused: string[] = [];
	for (const step of steps) {
		testIncident.wall += step.later * 1000;
		const [kind, actor] = [commandKind(step.type), actors[step.by]];
		if (!kind || !actor) throw new Error(step.type);
		try {
			watch(step, testIncident.when(kind, inputOf(step, testIncident.state), actor), testIncident, actor);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			refused.push(error.code);
		}
	}
	return { testIncident, refused };
}
