import { canonical, checksumOf } from '../core/checksum';
import { unreadParts, type ShownPart } from '../core/eyes';
import type { FactId, Moment } from '../core/ids';
import { plainLetters } from '../core/plain-letters';
import type { ReadState } from '../core/state';
import { isOpen } from '../findings/finding';
import type { Need } from '../findings/need';
import { answerStatus } from '../findings/need-answer';
import type { Replacement } from '../findings/fact';
import type { Rumour } from '../findings/rumour';
import { needOf, rumourOf } from '../official-text/basis';
import type { Channel } from '../official-text/channel';
import { isClaimRead } from '../official-text/combination';
import { correctionsDue, currentPublications } from '../official-text/correction';
import {
	lacksSecondReader,
	type OfficialText,
	type RecordedPublication,
	type TextKind
} from '../official-text/official-text';
import { needWaitsSince, type UnansweredSince } from './waiting-since';
import { isRemoved } from '../core/texts/removed';
import { flaggedCitations, flagsOn, replacementsUnder, type FlaggedCitation } from '../review/citation';

/**
 * What a phone desk may say of a subject. `valid`: these words; `fact`: these words as what we know, not as the answer;
 * `outdated`: these words no longer; `unchecked`: these
 * words not yet, because only their writer has seen them; `none`: there is no answer yet.
 */
type SpokenStatus = 'valid' | 'fact' | 'outdated' | 'unchecked' | 'none';

/** One question that callers ask, and what they may be told. Moments are on the incident's clock. */
export interface ScriptEntry {
	/** Identifies the subject; it does not change as long as the subject is the same. */
	readonly key: string;
	readonly about: 'need' | 'rumour' | 'incident';
	/**
	 * In the callers' words, or the claim that they repeat; empty for the incident as a whole, and above words that were
	 * read without it.
	 */
	readonly question: string;
	/** Only one pair of eyes read the question or claim: the entry is marked. */
	readonly unread: boolean;
	/** Other wordings of the claim that two people read. */
	readonly also: readonly string[];
	readonly status: SpokenStatus;
	/** What callers may be told, or may not be told any more; empty without an answer. */
	readonly words: string;
	/** The channel that the words were written for; null for an answer that was noted by hand. */
	readonly channel: Channel | null;
	readonly kind: TextKind | 'noted' | 'fact' | null;
	/** The words were published without a second reader: callers may be told them, and the entry is marked. */
	readonly alone: boolean;
	/** Somebody works on the answer: only then does the desk say that we do not know yet. */
	readonly takenUp: boolean;
	/** When the words were published or noted; for `none` since when people wait. */
	readonly since: Moment;
	/** Until when they are valid; null when no end was set. */
	readonly until: Moment | null;
	/** The body that established what they rest on, and when. */
	readonly source: { readonly body: string; readonly at: Moment } | null;
	/** The facts under it that were replaced, and what is so now: until a person reviewed it. */
	readonly replaced: readonly Replacement[];
	/** Changes with the words and with whether they are valid: it tells whether a reader has seen this entry. */
	readonly mark: string;
}

const statuses: readonly SpokenStatus[] = ['outdated', 'unchecked', 'valid', 'fact', 'none'];

/**
 * Today's answers as a script for people on the phone: what was published (an answer before a holding statement, the
 * words for the phone before those for another channel); answers that were noted; and the questions without an answer.
 * A noted answer is not valid before a second person saw it. An answer that rests on a replaced fact, was withdrawn or
 * paused, or whose time is over, is never valid.
 */
export function phoneScript(state: ReadState, now: Moment, unansweredSince: UnansweredSince): ScriptEntry[] {
	const flagged = flaggedCitations(state);
	const published = publishedEntries(state, flagged, now);
	const known = new Set(published.map(({ key }) => key));
	const needs = [...state.needs.values()]
		.filter((need) => isOpen(need) && !known.has(keyOf('need', need.id)))
		.map((need) => needEntry(state, need, flagged, now, unansweredSince(need.id)));
	return [...published, ...needs].sort(
		(a, b) =>
			statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
			b.since.localeCompare(a.since) ||
			a.key.localeCompare(b.key)
	);
}

const keyOf = (about: ScriptEntry['about'], id: string): string => `${about} ${id}`;
const marked = (entry: Omit<ScriptEntry, 'mark'>): ScriptEntry => ({
	...entry,
	mark: checksumOf(
		canonical([
			...[entry.key, entry.status, entry.question, entry.words, entry.until, entry.alone, entry.takenUp],
			entry.replaced
		])
	).slice(0, 8)
});

/** What is on the channels now, one entry for each subject. */
function publishedEntries(state: ReadState, flagged: readonly FlaggedCitation[], now: Moment): ScriptEntry[] {
	const due = new Set(correctionsDue(state).map(({ publication }) => publication.id));
	const bySubject = new Map<string, ReturnType<typeof currentPublications>>();
	for (const current of currentPublications(state)) {
		const key = scriptSubject(state, current.text).key;
		bySubject.set(key, [...(bySubject.get(key) ?? []), current]);
	}
	return [...bySubject.values()].flatMap((published) => {
		const isOutdated = ({ text, publication }: (typeof published)[number]): boolean =>
			due.has(publication.id) ||
			text.withdrawn !== null ||
			text.paused !== null ||
			flagsOn(flagged, text.id).length > 0;
		const [best] = [...published].sort(
			(a, b) =>
				Number(isOutdated(a)) - Number(isOutdated(b)) ||
				Number(a.text.kind === 'holding') - Number(b.text.kind === 'holding') ||
				Number(b.publication.channel === 'phone') - Number(a.publication.channel === 'phone') ||
				b.publication.at.localeCompare(a.publication.at)
		);
		return best ? [textEntry(state, best, isOutdated(best), flagged, now)] : [];
	});
}

type Subject = Pick<ScriptEntry, 'key' | 'about' | 'question' | 'also'> & { readonly need: Readonly<Need> | null };

/** The other wordings of a claim that two people read: above published words, or on the page of an approver. */
function wordingsRead(state: ReadState, { id, variants, variantsBy }: Readonly<Rumour>): string[] {
	const texts = [...state.texts.values()].filter((text) => rumourOf(state, text)?.id === id);
	const published = new Set(
		texts.flatMap(({ publications, prepared }) =>
			publications.flatMap((publication) =>
				lacksSecondReader(publication) || prepared?.checksums.includes(publication.checksum) ? [] : publication.claim
			)
		)
	);
	return variants.filter((words) => {
		if (isRemoved(words)) return false;
		const wording = checksumOf(words);
		const writers = variantsBy.filter((act) => act.wording === wording);
		const readers = texts.flatMap(({ named }) => named.filter(({ also }) => also.includes(wording)));
		const parts = writers.map((writer): ShownPart => ({ what: 'claim', writer }));
		return published.has(words) || (parts.length > 0 && unreadParts(parts, readers).length === 0);
	});
}

function scriptSubject(state: ReadState, text: Readonly<OfficialText>): Subject {
	const rumour = rumourOf(state, text);
	if (rumour)
		return {
			key: keyOf('rumour', rumour.id),
			about: 'rumour',
			question: rumour.text,
			also: wordingsRead(state, rumour),
			need: null
		};
	const need = needOf(state, text) ?? null;
	if (need) return { key: keyOf('need', need.id), about: 'need', question: need.text, also: [], need };
	return { key: keyOf('incident', text.id), about: 'incident', question: '', also: [], need: null };
}

const isOver = (until: Moment | null, now: Moment): boolean => until !== null && until <= now;

function textEntry(
	state: ReadState,
	{ text, publication }: { readonly text: Readonly<OfficialText>; readonly publication: Readonly<RecordedPublication> },
	isOutdated: boolean,
	flagged: readonly FlaggedCitation[],
	now: Moment
): ScriptEntry {
	const { need, ...subject } = scriptSubject(state, text);
	const until = need?.returnsAt ?? null;
	const alone = lacksSecondReader(publication);
	const status = isOutdated || isOver(until, now) ? 'outdated' : 'valid';
	const isRead = subject.question === '' || isClaimRead(state, text, publication);
	// Approved words never stand under what nobody else read.
	const isHidden = status === 'valid' && !alone && !isRead;
	return marked({
		...subject,
		question: isHidden ? '' : subject.question,
		unread: !isRead && !isHidden && !alone,
		status,
		words: publication.text,
		channel: publication.channel,
		kind: text.kind,
		alone,
		takenUp: true,
		since: publication.at,
		until,
		source: isHidden ? null : sourceOf(state, publication.facts),
		replaced: replacementsUnder(state, flagged, text.id)
	});
}

function needEntry(
	state: ReadState,
	need: Readonly<Need>,
	flagged: readonly FlaggedCitation[],
	now: Moment,
	first: Moment | null
): ScriptEntry {
	const { answer, returnsAt: until } = need;
	const reviewStatus = answerStatus(state, need);
	const takenUp = need.state === 'answering';
	const subject = {
		key: keyOf('need', need.id),
		about: 'need' as const,
		question: need.text,
		unread: reviewStatus !== 'valid' && reviewStatus !== 'alone',
		also: [],
		channel: null
	};
	if (!answer)
		return marked({
			...subject,
			status: 'none',
			words: '',
			kind: null,
			alone: false,
			takenUp,
			since: needWaitsSince(need, first) ?? need.raised.at,
			until: null,
			source: null,
			replaced: []
		});
	const isOutdated = flagsOn(flagged, need.id).length > 0 || isOver(until, now);
	return marked({
		...subject,
		status: isOutdated ? 'outdated' : reviewStatus === 'alone' || reviewStatus === null ? 'valid' : reviewStatus,
		words: answer.text,
		kind: reviewStatus === 'fact' ? 'fact' : 'noted',
		alone: reviewStatus === 'alone',
		takenUp,
		since: answer.at,
		until,
		source: answer.fact === null ? null : sourceOf(state, [answer.fact]),
		replaced: replacementsUnder(state, flagged, need.id)
	});
}

/** The newest established fact of these. */
function sourceOf({ facts }: ReadState, ids: readonly FactId[]): ScriptEntry['source'] {
	const established = ids.flatMap((id) => {
		const fact = facts.get(id);
		return fact?.source ? [{ body: fact.source, at: fact.at }] : [];
	});
	return established.sort((a, b) => b.at.localeCompare(a.at))[0] ?? null;
}

/** The entries that contain all these words, whatever their capitals and accents. */
export function searchScript(entries: readonly ScriptEntry[], query: string): ScriptEntry[] {
	const terms = plainLetters(query).split(/\s+/).filter(Boolean);
	return entries.filter(({ question, also, words, source }) => {
		const text = plainLetters([question, ...also, words, source?.body ?? ''].join(' '));
		return terms.every((word) => text.includes(word));
	});
}

/** The marks that a reader has seen, as a browser stores them; only of the first entries when there are very many. */
export const MAX_MARKS = 200;
export const marksOf = (entries: readonly ScriptEntry[]): string =>
	entries
		.slice(0, MAX_MARKS)
		.map(({ mark }) => mark)
		.join('.');

/** What changed since a reader saw the script last; nothing for a first visit. @param seen as `marksOf` gave it */
export function changedSince(entries: readonly ScriptEntry[], seen: string | null): ReadonlySet<string> {
	if (seen === null) return new Set();
	const known = new Set(seen.split('.'));
	return new Set(entries.flatMap(({ key, mark }) => (known.has(mark) ? [] : [key])));
}
