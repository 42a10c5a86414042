import type { ReadState } from '../core/state';
import { isAllowed, secondReaders } from '../core/policy';
import type { Actor } from '../core/role';
import { subjectTitle } from '../official-text/basis';
import { awaitsReader, combinationRefusal } from '../official-text/combination';
import { isReady, textState, type OfficialText } from '../official-text/official-text';
import { reviewRefusal, withoutSecondReader } from '../official-text/publication';
import { lastVersionReadBy } from '../official-text/reading';
import { outdatedSubjects } from './outdated-subjects';
import { unreadText, waitingText } from '../overview/waiting-texts';
import { keepers, work, writers, type ReaderWork, type WorkItem, type WorkKind } from './work-item';

/** What a text needs: an approval, a publication, a second reader, other words. */
export function textWork(state: ReadState, text: Readonly<OfficialText>, reader: Actor): ReaderWork[] {
	const about = subjectTitle(state, text);
	const version = text.versions.at(-1);
	const of = (kind: WorkKind): Pick<WorkItem, 'key' | 'kind' | 'about' | 'text'> => ({
		key: `${kind} ${text.id}`,
		kind,
		about,
		text: text.kind
	});
	const waiting = [...unreadText(state, text), ...waitingText(state, text)].map((pending) => {
		const { state: waitState, since, requestedFrom: person } = pending;
		if (waitState === 'alone') {
			const unread = withoutSecondReader({ texts: new Map([[text.id, text]]) });
			const isTheirs = unread.some(({ publication }) => reviewRefusal(publication, reader) === null);
			const role = unread.every(({ publication }) => publication.bySpokesperson) ? 'coordinator' : 'spokesperson';
			const item = { ...of('review'), to: 'texts#unread', why: 'published', since, by: person, role } as const;
			return work(item, isTheirs && isAllowed(reader.roles, secondReaders));
		}
		if (waitState === 'approved') {
			const names = text.variants.filter((variant) => isReady(text, variant)).map(({ channel }) => channel);
			const item = { ...of('publish'), to: `texts/${text.id}/publish`, why: 'approved', since, names } as const;
			return work({ ...item, role: 'analyst' }, writers);
		}
		const unapproved = text.variants.filter((variant) => awaitsReader(state, text, variant));
		const lastRead = lastVersionReadBy(text, reader.id);
		return work(
			{
				...of('approve'),
				to: `texts/${text.id}`,
				why: lastRead === null ? 'newText' : 'changedText',
				since,
				by: version?.by ?? null,
				names: unapproved.map(({ channel }) => channel),
				number: lastRead ?? version?.number ?? 1,
				person: person ?? state.incident?.duty ?? null,
				role: 'spokesperson'
			},
			unapproved.some((variant) => combinationRefusal(state, text, variant, reader) === null)
		);
	});
	if (textState(text) !== 'returned' || !text.returned) return waiting;
	const { by, at: since, why, version: number } = text.returned;
	const rework = {
		...of('rework'),
		to: `texts/${text.id}/edit`,
		why: 'returned',
		since,
		by,
		names: [why],
		number
	} as const;
	return [...waiting, work({ ...rework, person: version?.by ?? null }, version?.by === reader.id)];
}

/** Words that are no longer right: on a channel, or under something else that has to be reviewed. */
export function outdatedWords(state: ReadState): ReaderWork[] {
	return outdatedSubjects(state).flatMap((outdated) => {
		const { subject, before: about, text, where, rest: number, since, correction } = outdated;
		const to = `texts/correct/${subject}`;
		const isOnChannel = where.length > 0;
		// A correction that waits for an approval or its channels is an item of its own.
		const isSubmitted = correction !== null && waitingText(state, correction).length > 0;
		if (isSubmitted && number === 0) return [];
		if (!isOnChannel || isSubmitted)
			return work(
				{ key: `recheck ${subject}`, kind: 'recheck', to, about, text, why: 'restsOn', since, number },
				keepers
			);
		const why = correction ? 'correctionBegun' : text === null ? 'factReplaced' : 'textWrong';
		const item = { key: `correct ${subject}`, kind: 'correct', to, about, text, why, since } as const;
		return work({ ...item, names: where, wrong: true, by: correction?.made.by ?? null, role: 'spokesperson' }, [
			...writers,
			...(number > 0 ? (['coordinator'] as const) : [])
		]);
	});
}
