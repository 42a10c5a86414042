import type { ReadState } from '../core/state';
import { isAllowed, secondReaders } from '../core/policy';
import type { Actor } from '../core/role';
import { awaitsReader, subjectTitle } from '../official-text/basis';
import { approvalRefusal, isReady, textState, type OfficialText } from '../official-text/official-text';
import { reviewRefusal, withoutSecondReader } from '../official-text/publication';
import { lastVersionReadBy } from '../official-text/reading';
import { outdatedSubjects } from './outdated-subjects';
import { unreadText, waitingText } from '../overview/waiting-texts';
import { keepers, work, writers, type Found, type WorkItem, type WorkKind } from './work-item';

/** What a text asks: an approval, a publication, a second reader, other words. */
export function textWork(state: ReadState, text: Readonly<OfficialText>, reader: Actor): Found[] {
	const about = subjectTitle(state, text);
	const version = text.versions.at(-1);
	const of = (kind: WorkKind): Pick<WorkItem, 'key' | 'kind' | 'about' | 'text'> => ({
		key: `${kind} ${text.id}`,
		kind,
		about,
		text: text.kind
	});
	const waiting = [...unreadText(state, text), ...waitingText(state, text)].map(({ state: is, since, asked }) => {
		if (is === 'alone') {
			const unread = withoutSecondReader({ texts: new Map([[text.id, text]]) });
			const isTheirs = unread.some(({ publication }) => reviewRefusal(publication, reader) === null);
			const role = unread.every(({ publication }) => publication.bySpokesperson) ? 'coordinator' : 'spokesperson';
			const item = { ...of('review'), to: 'texts#unread', why: 'published', since, by: asked, role } as const;
			return work(item, isTheirs && isAllowed(reader.roles, secondReaders));
		}
		if (is === 'approved') {
			const names = text.variants.filter((variant) => isReady(text, variant)).map(({ channel }) => channel);
			const item = { ...of('publish'), to: `texts/${text.id}/edit`, why: 'approved', since, names } as const;
			return work({ ...item, role: 'analyst' }, writers);
		}
		const asks = text.variants.filter((variant) => awaitsReader(state, text, variant));
		const known = lastVersionReadBy(text, reader.id);
		return work(
			{
				...of('approve'),
				to: `texts/${text.id}`,
				why: known === null ? 'newText' : 'changedText',
				since,
				by: version?.by ?? null,
				names: asks.map(({ channel }) => channel),
				number: known ?? version?.number ?? 1,
				person: asked ?? state.incident?.duty ?? null,
				role: 'spokesperson'
			},
			asks.some((variant) => approvalRefusal(variant, reader) === null)
		);
	});
	if (textState(text) !== 'returned' || !text.returned) return waiting;
	const { by, at: since, why, version: number } = text.returned;
	const back = {
		...of('rework'),
		to: `texts/${text.id}/edit`,
		why: 'returned',
		since,
		by,
		names: [why],
		number
	} as const;
	return [...waiting, work({ ...back, person: version?.by ?? null }, version?.by === reader.id)];
}

/** Words that are no longer right, where people read them and where they rest. */
export function outdatedWords(state: ReadState): Found[] {
	return outdatedSubjects(state).flatMap(({ subject, before: about, text, where, rest: number, since, begun }) => {
		const to = `texts/correct/${subject}`;
		const stands = where.length > 0;
		// One that waits for an approval or its channels is a row of its own.
		const isTaken = begun !== null && waitingText(state, begun).length > 0;
		if (isTaken && number === 0) return [];
		if (!stands || isTaken)
			return work(
				{ key: `recheck ${subject}`, kind: 'recheck', to, about, text, why: 'restsOn', since, number },
				keepers
			);
		const why = begun ? 'correctionBegun' : text === null ? 'factReplaced' : 'textWrong';
		const item = { key: `correct ${subject}`, kind: 'correct', to, about, text, why, since } as const;
		return work({ ...item, names: where, wrong: true, by: begun?.made.by ?? null, role: 'spokesperson' }, [
			...writers,
			...(number > 0 ? (['coordinator'] as const) : [])
		]);
	});
}
