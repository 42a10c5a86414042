import type { CommandStep } from '$lib/domain/core/command';
import { FindingKind, type PersonId } from '$lib/domain/core/ids';
import { computerColleagues, ComputerRole } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { labelStory } from '$lib/domain/findings/evidence';
import { closeFinding, findingsOf, isOpen } from '$lib/domain/findings/finding';
import { setCallForHelp, setSentiment, unmarkLookedAt } from '$lib/domain/stories/story';

/** A command of a computer colleague. */
interface ComputerCommand {
	readonly role: ComputerRole;
	readonly command: CommandStep;
}

const roleOf: ReadonlyMap<PersonId, ComputerRole> = new Map(
	ComputerRole.options.map((role) => [computerColleagues[role].id, role])
);

/**
 * Takes back all labels and findings that computer colleagues gave and that are still theirs; what people changed since
 * stays. Made from the state alone, so it can be resumed at any point: when nothing of theirs is left, it is empty.
 */
export function undoOf(state: ReadState): ComputerCommand[] {
	const steps: ComputerCommand[] = [];
	const add = (by: PersonId | undefined, command: CommandStep): void => {
		const role = by && roleOf.get(by);
		if (role) steps.push({ role, command });
	};
	for (const [story, { links, sentiment, looked, help }] of state.labels.entries()) {
		for (const { finding, by } of links) add(by, labelStory({ story, add: [], remove: [finding], own: true }));
		if (sentiment?.emotion) add(sentiment.emotionBy ?? sentiment.by, setSentiment({ story, emotion: null, own: true }));
		if (sentiment?.attitude)
			add(sentiment.attitudeBy ?? sentiment.by, setSentiment({ story, attitude: null, own: true }));
		add(help?.by, setCallForHelp({ story, help: null, own: true }));
		if (looked && looked.outcome !== 'help') add(looked.by, unmarkLookedAt({ story, own: true }));
	}
	for (const kind of FindingKind.options)
		for (const finding of findingsOf(state, kind).values())
			if (isOpen(finding)) add(finding.raised.by, closeFinding({ kind, finding: finding.id }));
	return steps;
}
