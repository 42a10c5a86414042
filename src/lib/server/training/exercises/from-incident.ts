import { visibleText } from '$lib/domain/core/texts/visible';
import type { Sql } from '$lib/server/platform/driver/sql';
import { AuthorKind, isPublicKind } from '$lib/domain/posts/author';
import { AuthorNumber, FindingKind, StoryId, type FindingId, type IncidentId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { cutText } from '$lib/domain/core/text';
import { DraftFinding, DraftRow, MOST_FINDINGS, MOST_ROWS, ScriptDraft } from '$lib/domain/exercise/script-draft';
import { findingsOf } from '$lib/domain/findings/finding';
import { keyOfTheme } from '$lib/domain/findings/meaning';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { pseudonym } from '$lib/domain/stories/pseudonym';
import { isRelevant, labelsOf } from '$lib/domain/stories/story';
import { moments } from '$lib/i18n/moments';
import { scriptSources } from '$lib/server/ingest/exercises/script-sources';

interface PostRow {
	id: string;
	story: string;
	platform: string;
	text: string;
	lang: string | null;
	at: Date;
	number: number | null;
	name: string | null;
	handle: string | null;
	kind: string | null;
	followers: number | null;
}

/**
 * What happened in a closed incident, as the draft of an exercise. Private people get a made-up name, and what
 * identifies them in a text is masked; people's labels become those of the script. Nothing refers to the incident.
 */
export async function draftOfIncident(sql: Sql, incident: IncidentId, state: ReadState): Promise<ScriptDraft | null> {
	if (!state.incident) return null;
	const start = Date.parse(state.incident.start);
	const rows = await sql<PostRow[]>`
		select p.id, p.story_id as story, p.platform, p.text, p.lang, p.at, a.number, a.name, a.handle, a.kind, a.followers
		from post p left join author a on a.incident_id = p.incident_id and a.number = p.author
		where p.incident_id = ${incident} and not p.deleted and not p.forgotten and not p.backlog
			and p.at >= ${new Date(start)} and p.text <> ''
		order by p.at, p.id limit ${MOST_ROWS}`;
	const authors = await sql<{ number: number; kind: string; name: string; handle: string }[]>`
		select number, kind, name, handle from author where incident_id = ${incident}`;
	const knownNames = namesByWord(authors.filter((author) => !isPublicKind(kindOf(state, author))));
	const keys = keysOf(state);
	const stories = new Map([...new Set(rows.map(({ story }) => story))].map((story, index) => [story, `v${index + 1}`]));
	const posts = rows.map((row, index) => postOf(row, { index, start, state, keys, stories, knownNames }));
	const actions = [...state.actions.values()]
		.filter(({ at, retracted }) => retracted === null && Date.parse(at) >= start)
		.slice(0, Math.max(0, MOST_ROWS - posts.length))
		.map(({ channel, text, at }, index) =>
			DraftRow.parse({
				kind: 'action',
				id: `a${index + 1}`,
				at: offset(Date.parse(at) - start),
				source: cutText(masked(channel, knownNames), 120),
				text: cutText(masked(text, knownNames), 2_000)
			})
		);
	return ScriptDraft.parse({
		title: masked(state.incident.title, knownNames),
		start: moments('nl').clockField(start),
		place: masked(state.incident.place, knownNames),
		rows: [...posts, ...actions].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
		findings: [...keys]
			.flatMap(([id, { kind, key }]) => {
				const found = findingsOf(state, kind).get(id);
				if (!found || kind === 'meaning') return [];
				return [
					DraftFinding.parse({ of: kind, key, text: masked(found.text, knownNames), ...judged(state, id, knownNames) })
				];
			})
			.slice(0, MOST_FINDINGS)
	});
}

/** The kind that a person chose for an author, else the kind from the source. */
const kindOf = (state: ReadState, { number, kind }: { number: number | null; kind: string | null }): AuthorKind =>
	(number === null ? null : state.authorKinds.get(AuthorNumber.parse(number))?.kind) ??
	AuthorKind.catch('private').parse(kind);

/**
 * The names of private senders, also of those whose posts are not in the exercise, by the words in them, so that a
 * text is searched only for names that can be in it.
 */
type NamesByWord = ReadonlyMap<string, readonly string[]>;
const wordsIn = (text: string): string[] => text.toLocaleLowerCase('nl').match(/[\p{L}\d_]{3,}/gu) ?? [];
function namesByWord(authors: readonly { readonly name: string; readonly handle: string }[]): NamesByWord {
	const found = new Map<string, string[]>();
	for (const name of new Set(authors.flatMap(({ name, handle }) => [name, handle])))
		for (const word of wordsIn(name)) {
			const names = found.get(word);
			if (names) names.push(name);
			else found.set(word, [name]);
		}
	return found;
}
/** At most this many names that share a word are tried; more only when the whole name is in the text. */
const MAX_TRIED = 50;
function masked(original: string, knownNames: NamesByWord, own: readonly string[] = []): string {
	const text = visibleText(original);
	const lowerCaseText = text.toLocaleLowerCase('nl');
	const isTried = (name: string, index: number): boolean =>
		index < MAX_TRIED || lowerCaseText.includes(name.trim().replace(/^@/, '').toLocaleLowerCase('nl'));
	const names = wordsIn(text).flatMap((word) => (knownNames.get(word) ?? []).filter(isTried));
	return maskText(text, [...new Set([...own, ...names])]);
}

/** The key of a finding: its kind and its number in the list, so that it contains no words of people. */
function keysOf(state: ReadState): Map<FindingId, { kind: FindingKind; key: string }> {
	const found = new Map<FindingId, { kind: FindingKind; key: string }>();
	for (const kind of FindingKind.options)
		for (const row of findingsOf(state, kind).values()) {
			if (row.mergedInto) continue;
			const theme = state.meanings.get(row.id)?.theme ?? 'other';
			found.set(row.id, { kind, key: kind === 'meaning' ? keyOfTheme(theme) : `${kind}-${found.size + 1}` });
		}
	return found;
}

function judged(state: ReadState, id: FindingId, knownNames: NamesByWord): Partial<DraftFinding> {
	const rumour = state.rumours.get(id);
	const fact = rumour?.judged && state.facts.get(rumour.judged.fact);
	return {
		...(rumour?.harm ? { harm: String(rumour.harm) } : {}),
		...(rumour?.judged ? { verdict: rumour.judged.verdict } : {}),
		...(fact ? { fact: masked(fact.text, knownNames), source: masked(fact.source ?? '', knownNames) } : {})
	};
}

interface PostContext {
	readonly index: number;
	readonly start: number;
	readonly state: ReadState;
	readonly keys: ReadonlyMap<FindingId, { kind: FindingKind; key: string }>;
	readonly stories: ReadonlyMap<string, string>;
	readonly knownNames: NamesByWord;
}
function postOf(row: PostRow, { index, start, state, keys, stories, knownNames }: PostContext): DraftRow {
	const labels = labelsOf(state, StoryId.parse(row.story));
	const kind = kindOf(state, row);
	const named = row.number === null ? null : pseudonym(AuthorNumber.parse(row.number), 'nl');
	const link = (of: FindingKind) => {
		const found = labels.links.find(({ finding }) => keys.get(finding)?.kind === of);
		return { key: found ? (keys.get(found.finding)?.key ?? '') : '', stance: found?.stance ?? '' };
	};
	const isJudged =
		labels.looked !== null || labels.links.length > 0 || labels.sentiment !== null || labels.help !== null;
	return DraftRow.parse({
		kind: 'post',
		id: `p${index + 1}`,
		at: offset(row.at.getTime() - start),
		source: sourceFor(row.platform),
		name: !isPublicKind(kind) ? (named ?? '') : (row.name ?? ''),
		handle: !isPublicKind(kind) ? (named ?? '').toLowerCase().replaceAll(' ', '') : (row.handle ?? ''),
		authorKind: kind,
		followers: row.followers === null ? '' : String(row.followers),
		text: masked(row.text, knownNames, !isPublicKind(kind) ? [row.name ?? '', row.handle ?? ''] : []),
		lang: /^[a-z]{2,3}$/.test(row.lang ?? '') ? (row.lang ?? '') : '',
		gold: isJudged
			? {
					relevant: isRelevant(labels),
					help: labels.help?.state === 'passedOn' || labels.help?.state === 'pinned',
					story: stories.get(row.story) ?? '',
					need: link('need').key,
					rumour: link('rumour').key,
					stance: link('rumour').stance,
					behaviour: link('behaviour').key,
					meaning: link('meaning').key,
					emotion: labels.sentiment?.emotion ?? '',
					attitude: labels.sentiment?.attitude ?? ''
				}
			: null
	});
}

/** The source of a script that has this platform. */
const sourceFor = (platform: string): string =>
	[...scriptSources.values()].find((source) => source.platform === platform)?.key ?? 'overig';

function offset(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
	const two = (value: number): string => String(value).padStart(2, '0');
	return `${two(Math.min(99, Math.floor(seconds / 3_600)))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
