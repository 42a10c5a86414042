import { z } from 'zod';
import type { Desk } from '$lib/desk/desk.svelte';
import type { CommandStep } from '$lib/domain/core/command';
import type { OwnCommand } from '$lib/desk/outbox/own-commands';
import { findingsOf } from '$lib/domain/findings/finding';
import { FindingKind, FindingId } from '$lib/domain/core/ids';
import { setSentiment, markLookedAt, setCallForHelp } from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';
import type { MessageKey } from '$lib/i18n/messages';
import type { Words } from '$lib/i18n/words';

type At = Pick<Desk, 'store'>;

/**
 * An action in a few words: "Gelabeld als angst", "Gekoppeld: Is het water veilig?". An action of several commands is
 * one line.
 */
export function actWords({ did }: OwnCommand, desk: At, words: Words): string {
	return [...new Set(did.flatMap((step) => stepWords(step, desk, words)))].join(' · ');
}

function stepWords({ type, input }: CommandStep, desk: At, { t }: Words): readonly string[] {
	const named = (id: FindingId): string =>
		FindingKind.options.map((kind) => findingsOf(desk.store.state, kind).get(id)?.text).find(Boolean) ??
		t('common.unknown');
	const about = (key: MessageKey, id: FindingId): string => t('teamwork.to', { what: t(key), to: named(id) });

	const label = type === labelStory.type ? labelStory.input.safeParse(input).data : undefined;
	if (label) {
		const put = label.add.map(({ finding }) => about('teamwork.did.linked', finding));
		return [...put, ...label.remove.map((finding) => about('teamwork.did.unlinked', finding))];
	}
	const felt = type === setSentiment.type ? setSentiment.input.safeParse(input).data : undefined;
	if (felt) {
		const said = [
			felt.emotion ? t(`stream.emotions.${felt.emotion}`) : null,
			felt.attitude ? t(`stream.attitudes.${felt.attitude}`) : null
		];
		const labels = said.filter((each) => each !== null);
		return labels.length === 0
			? [t('teamwork.did.unfelt')]
			: labels.map((each) => t('teamwork.did.felt', { label: each }));
	}
	const looked = type === markLookedAt.type ? markLookedAt.input.safeParse(input).data : undefined;
	if (looked) return [t(`teamwork.did.${looked.outcome}`)];
	const help = type === setCallForHelp.type ? setCallForHelp.input.safeParse(input).data : undefined;
	if (help) return [t(helpKeys[help.help ?? 'none'])];
	const finding = Named.safeParse(input).data;
	const key = keyOf(type);
	return [finding ? about(key, finding) : t(key)];
}

const helpKeys = {
	pinned: 'teamwork.did.helpPinned',
	passedOn: 'teamwork.did.helpPassedOn',
	dismissed: 'teamwork.did.helpDismissed',
	none: 'teamwork.did.helpNone'
} as const;

/** The finding that a command is about; a command that creates one has `id` and its words. */
const Named = z.union([
	z.object({ finding: FindingId }).transform(({ finding }) => finding),
	z.object({ need: FindingId }).transform(({ need }) => need),
	z.object({ rumour: FindingId }).transform(({ rumour }) => rumour),
	z.object({ behaviour: FindingId }).transform(({ behaviour }) => behaviour),
	z.object({ meaning: FindingId }).transform(({ meaning }) => meaning),
	z.object({ id: FindingId, seenIn: z.unknown() }).transform(({ id }) => id)
]);

const byType: Readonly<Record<string, MessageKey>> = {
	'story.unlook': 'teamwork.did.unlooked',
	'story.merge': 'teamwork.did.merged',
	'story.split': 'teamwork.did.split',
	'story.keepApart': 'teamwork.did.keptApart',
	'need.raise': 'teamwork.did.raised',
	'rumour.signal': 'teamwork.did.raised',
	'behaviour.note': 'teamwork.did.raised',
	'meaning.note': 'teamwork.did.raised',
	'finding.close': 'teamwork.did.closed',
	'finding.reopen': 'teamwork.did.reopened',
	'finding.reword': 'teamwork.did.reworded',
	'finding.merge': 'teamwork.did.findingMerged',
	'report.release': 'teamwork.did.released',
	'report.withdraw': 'teamwork.did.released',
	'exercise.setClock': 'teamwork.did.clock',
	'exercise.end': 'teamwork.did.exerciseEnded'
};
/** Named by the noun, where the verb says little. */
const byNoun: Readonly<Record<string, MessageKey>> = {
	need: 'teamwork.did.need',
	rumour: 'teamwork.did.rumour',
	behaviour: 'teamwork.did.behaviour',
	meaning: 'teamwork.did.meaning',
	fact: 'teamwork.did.fact',
	action: 'teamwork.did.action',
	report: 'teamwork.did.report',
	advice: 'teamwork.did.advice',
	agreement: 'teamwork.did.agreement',
	shift: 'teamwork.did.shift',
	search: 'teamwork.did.search',
	alert: 'teamwork.did.alert',
	quote: 'teamwork.did.quote',
	link: 'teamwork.did.link',
	source: 'teamwork.did.source',
	profile: 'teamwork.did.profile',
	incident: 'teamwork.did.incident'
};
const keyOf = (type: string): MessageKey => byType[type] ?? byNoun[type.split('.')[0] ?? ''] ?? 'teamwork.did.other';
