import * as m from '$lib/messages';
import { z } from 'zod';
import type { Desk } from './desk.svelte';
import type { CommandStep } from '$lib/domain/core/command';
import type { WaitingCommand } from './outbox/outbox-storage';
import type { OwnCommand } from './outbox/own-commands';
import { findingsOf } from '$lib/domain/findings/finding';
import { FindingKind, FindingId } from '$lib/domain/core/ids';
import { setSentiment, markLookedAt, setCallForHelp } from '$lib/domain/stories/story';
import { labelKindNames } from '$lib/domain/stories/label-kinds';
import { labelStory } from '$lib/domain/findings/evidence';
import { DESK_POST } from '$lib/domain/posts/entry/desk-post';
import type { Message } from '$lib/messages/message';
import { labelWord } from '$lib/report/write/label-words';
import type { Words } from '$lib/i18n/words';

type DeskStore = Pick<Desk, 'store'>;

/**
 * An action in a few words: "Gelabeld als angst", "Gekoppeld: Is het water veilig?". An action of several commands is
 * one line.
 */
export function actWords({ did }: Pick<OwnCommand, 'did'>, desk: DeskStore, words: Words): string {
	return [...new Set(did.flatMap((step) => stepWords(step, desk, words)))].join(' · ');
}

/** Why a command that is stuck waits, and since when. */
export function stuckWords(command: WaitingCommand, desk: DeskStore, words: Words): string {
	const { status = null, isOurs = false } = command.stuck ?? {};
	const why = status === null ? 'other' : isOurs ? 'ours' : status < 400 ? 'page' : 'between';
	const what = actWords({ did: [command] }, desk, words);
	return words.t(m.incident.stuck.waits, { what, time: words.time(command.given), why, status: String(status) });
}

function stepWords({ type, input }: CommandStep, desk: DeskStore, { t }: Words): readonly string[] {
	const named = (id: FindingId): string =>
		FindingKind.options.map((kind) => findingsOf(desk.store.state, kind).get(id)?.text).find(Boolean) ??
		t(m.common.unknown);
	const about = (key: Message, id: FindingId): string => t(m.teamwork.to, { what: t(key), to: named(id) });

	const label = type === labelStory.type ? labelStory.input.safeParse(input).data : undefined;
	if (label) {
		const put = label.add.map(({ finding }) => about(m.teamwork.did.linked, finding));
		return [...put, ...label.remove.map((finding) => about(m.teamwork.did.unlinked, finding))];
	}
	const sentiment = type === setSentiment.type ? setSentiment.input.safeParse(input).data : undefined;
	if (sentiment) {
		const labels = labelKindNames.flatMap((kind) => (sentiment[kind] ? [t(labelWord(sentiment[kind]))] : []));
		return labels.length === 0
			? [t(m.teamwork.did.unfelt)]
			: labels.map((each) => t(m.teamwork.did.felt, { label: each }));
	}
	const marking = type === markLookedAt.type ? markLookedAt.input.safeParse(input).data : undefined;
	if (marking) return [t(m.teamwork.did[marking.outcome])];
	const help = type === setCallForHelp.type ? setCallForHelp.input.safeParse(input).data : undefined;
	if (help) return [t(helpKeys[help.help ?? 'none'])];
	const finding = NamedInput.safeParse(input).data;
	const key = keyOf(type);
	return [finding ? about(key, finding) : t(key)];
}

const helpKeys = {
	pinned: m.teamwork.did.helpPinned,
	passedOn: m.teamwork.did.helpPassedOn,
	dismissed: m.teamwork.did.helpDismissed,
	none: m.teamwork.did.helpNone
} as const;

/** The finding that a command is about; a command that creates one has `id` and its words. */
const NamedInput = z.union([
	z.object({ finding: FindingId }).transform(({ finding }) => finding),
	z.object({ need: FindingId }).transform(({ need }) => need),
	z.object({ rumour: FindingId }).transform(({ rumour }) => rumour),
	z.object({ behaviour: FindingId }).transform(({ behaviour }) => behaviour),
	z.object({ meaning: FindingId }).transform(({ meaning }) => meaning),
	z.object({ id: FindingId, seenIn: z.unknown() }).transform(({ id }) => id)
]);

const byType: Readonly<Record<string, Message>> = {
	'story.takeBackHelp': m.teamwork.did.helpTakenBack,
	'story.unmarkLookedAt': m.teamwork.did.unlooked,
	'story.merge': m.teamwork.did.merged,
	'story.unmerge': m.teamwork.did.unmerged,
	'story.split': m.teamwork.did.split,
	'story.keepApart': m.teamwork.did.keptApart,
	'need.raise': m.teamwork.did.raised,
	'rumour.signal': m.teamwork.did.raised,
	'behaviour.record': m.teamwork.did.raised,
	'meaning.record': m.teamwork.did.raised,
	'finding.close': m.teamwork.did.closed,
	'finding.reopen': m.teamwork.did.reopened,
	'finding.reword': m.teamwork.did.reworded,
	'finding.merge': m.teamwork.did.findingMerged,
	'finding.unmerge': m.teamwork.did.unmerged,
	'report.release': m.teamwork.did.released,
	'report.withdraw': m.teamwork.did.released,
	'exercise.setClock': m.teamwork.did.clock,
	'exercise.end': m.teamwork.did.exerciseEnded,
	[DESK_POST]: m.teamwork.did.received
};
/** Fallback messages by the noun of the command type. */
const messagesByNoun: Readonly<Record<string, Message>> = {
	need: m.teamwork.did.need,
	rumour: m.teamwork.did.rumour,
	behaviour: m.teamwork.did.behaviour,
	meaning: m.teamwork.did.meaning,
	fact: m.teamwork.did.fact,
	action: m.teamwork.did.action,
	report: m.teamwork.did.report,
	advice: m.teamwork.did.advice,
	agreement: m.teamwork.did.agreement,
	shift: m.teamwork.did.shift,
	search: m.teamwork.did.search,
	alert: m.teamwork.did.alert,
	quote: m.teamwork.did.quote,
	link: m.teamwork.did.link,
	source: m.teamwork.did.source,
	profile: m.teamwork.did.profile,
	text: m.teamwork.did.text,
	response: m.teamwork.did.response,
	incident: m.teamwork.did.incident
};
const keyOf = (type: string): Message =>
	byType[type] ?? messagesByNoun[type.split('.')[0] ?? ''] ?? m.teamwork.did.other;
