import { z } from 'zod';
import { checksumOf } from '../core/checksum';
import { command } from '../core/command';
import { areSameWords } from '../core/texts/removed';
import { event } from '../core/event';
import { haveOtherEyes, SeenAct, seenAct } from '../core/eyes';
import { undoNewFinding } from './evidence';
import { FindingBase, findUnmerged, MAX_VARIANTS, newFindingInput, wordersOf } from './finding';
import { addFinding, baseRules, earliest, mergedRow, type MergeRules } from './merging';
import { otherWordings } from './names';
import { FactId, FindingId, Moment, PersonId, Sha256 } from '../core/ids';
import { deskStaff, onlySystem } from '../core/policy';
import { FirstSeenIn, initialFinding, linkEvidence } from './new-finding';
import { Refusal } from '../core/refusal';
import type { Actor } from '../core/role';
import { isHigh, riskOf, spreadReason, type Spread } from './risk';
import { change } from '../core/state';
import { LooseText, Text } from '../core/text';

export const Verdict = z.enum(['false', 'true', 'partly', 'unknowable']);
export type Verdict = z.infer<typeof Verdict>;
/**
 * 1 annoyance; 2 wrong behaviour; 3 injury, violence, a group blamed, emergency services hindered. A person judges it.
 */
export const Harm = z.literal([1, 2, 3]);
export type Harm = z.infer<typeof Harm>;
export const Approach = z.enum(['watch', 'sayWeCheck', 'addToAnswers', 'confirm', 'rebut', 'passOn']);
export type Approach = z.infer<typeof Approach>;

/** A body that was asked whether the claim is true, the deadline for its answer, and the answer. */
export const Inquiry = z.object({
	body: Text(160, 'name'),
	question: LooseText(500, 'quotedWords').nullable(),
	at: Moment,
	by: PersonId,
	deadline: Moment.nullable(),
	/**
	 * `from`: the function of the person who answered by a link; `by`: the person who recorded it or took it over;
	 * `fact`: the fact that was made of it.
	 */
	answer: z
		.object({
			text: LooseText(1000, 'quotedWords'),
			from: LooseText(120, 'name').optional(),
			at: Moment,
			by: PersonId,
			fact: FactId.optional()
		})
		.nullable()
});
export type Inquiry = z.infer<typeof Inquiry>;

/** The last value that the system actor measured, and the rule that gave it (risk.ts). */
const MeasuredSpread = z.object({ value: z.literal([1, 2, 3]), reason: z.enum(spreadReason), at: Moment });
type MeasuredSpread = z.infer<typeof MeasuredSpread>;

/** A verdict with the claim as worded then: after a rewording the verdict must be reviewed. */
const Judged = z.object({
	verdict: Verdict,
	fact: FactId,
	...SeenAct.shape,
	claim: LooseText(300, 'quotedWords').nullable().default(null),
	/** Who last confirmed the verdict for the claim as recorded here. */
	confirmed: SeenAct.nullable().default(null)
});
type Judged = z.infer<typeof Judged>;

/** A claim in one neutral sentence, not known to be true. Every step can be marked "help needed". */
export const Rumour = FindingBase.extend({
	harm: Harm.nullable(),
	/** A flag that is separate from the risk and makes it high. */
	danger: z.boolean(),
	/** The last body that was asked, and when; `inquiries` has all of them. */
	verifying: z.object({ body: Text(160, 'name'), at: Moment, by: PersonId }).nullable(),
	inquiries: z.array(Inquiry).default([]),
	judged: Judged.nullable(),
	approach: Approach.nullable(),
	helpNeeded: z.boolean(),
	/** Other wordings of the claim. */
	variants: z.array(Text(300, 'quotedWords')).max(MAX_VARIANTS).default([]),
	/** Who wrote other wordings, by their checksums. */
	variantsBy: z.array(SeenAct.extend({ wording: Sha256 })).default([]),
	spread: MeasuredSpread.nullable().default(null),
	/** When its spread first was 2 or more: from then the harm must be judged soon (rumour-clock.ts). */
	spreadingSince: Moment.nullable().default(null),
	/** When its risk first was high: the aims count from then (rumour-clock.ts). */
	firstHigh: Moment.nullable().default(null),
	/** The person who handles it; null when nobody does yet. */
	owner: PersonId.nullable().default(null)
});
export type Rumour = z.infer<typeof Rumour>;
export type RumourState = 'signalled' | 'verifying' | 'judged' | 'decided' | 'closed' | 'merged';

/** The step of a rumour in its life cycle. */
export function rumourState(rumour: Readonly<Rumour>): RumourState {
	if (rumour.mergedInto) return 'merged';
	if (rumour.closed) return 'closed';
	if (rumour.approach) return 'decided';
	if (rumour.judged) return 'judged';
	return rumour.verifying ? 'verifying' : 'signalled';
}

/** The initial values of a rumour. */
export const unassessed = {
	harm: null,
	danger: false,
	verifying: null,
	inquiries: [],
	judged: null,
	approach: null,
	helpNeeded: false,
	variants: [],
	variantsBy: [],
	spread: null,
	spreadingSince: null,
	firstHigh: null,
	owner: null
};

/** The latest of two acts. */
const latest = <Act extends { readonly at: Moment } | null>(a: Act, b: Act): Act =>
	a === null || (b !== null && b.at > a.at) ? b : a;

/**
 * The greatest danger counts, from the first moment at which the risk was high. The inquiries of the source come last: a
 * question to a body names one by its index. The verdict on a claim that was merged into another has to be checked.
 */
export const rumourRules: MergeRules<Rumour> = {
	...baseRules,
	harm: (target, source) => ([3, 2, 1] as const).find((harm) => target.harm === harm || source.harm === harm) ?? null,
	danger: (target, source) => target.danger || source.danger,
	verifying: (target, source) => latest(target.verifying, source.verifying),
	inquiries: (target, source) => [...target.inquiries, ...source.inquiries],
	judged: (target, source) =>
		target.judged ??
		(source.judged && { ...source.judged, claim: source.judged.claim ?? source.text, confirmed: null }),
	approach: (target, source) => target.approach ?? source.approach,
	helpNeeded: (target, source) => target.helpNeeded || source.helpNeeded,
	variants: (target, source) => otherWordings(target.text, [...target.variants, source.text, ...source.variants]),
	// The claim that went into it was worded where it was raised or reworded.
	variantsBy(target, source) {
		const claim = { ...(source.worded ?? source.raised), wording: checksumOf(source.text) };
		// Acts of other people or moments are added also where the words are the same: removed words all have one checksum.
		const isNew = (act: Rumour['variantsBy'][number]): boolean =>
			!target.variantsBy.some(({ wording, by, at }) => wording === act.wording && by === act.by && at === act.at);
		return [...target.variantsBy, ...[...source.variantsBy, claim].filter(isNew)];
	},
	spread: (target, source) =>
		(source.spread?.value ?? 0) > (target.spread?.value ?? 0) ? source.spread : target.spread,
	spreadingSince: (target, source) => earliest(target.spreadingSince, source.spreadingSince),
	firstHigh: (target, source) => earliest(target.firstHigh, source.firstHigh),
	owner: (target, source) => target.owner ?? source.owner
};

declare module '../core/state' {
	interface Collections {
		rumours: [FindingId, Rumour];
	}
}

export const signalRumour = command('rumour.signal', {
	input: () =>
		newFindingInput.extend({
			seenIn: FirstSeenIn,
			/** Absent or null: not judged yet. */
			harm: Harm.nullable().optional(),
			danger: z.boolean().optional()
		}),
	allow: deskStaff,
	delivery: 'predicted',
	refusals: ['finding.withoutEvidence', 'id.taken', 'label.stance', 'story.absent'],
	referencesOf: ({ seenIn }) => (seenIn ? { stories: [seenIn.story] } : {}),
	undo: undoNewFinding('rumour'),
	decide(input, at) {
		const { mergedInto, evidence } = linkEvidence('rumour', input, at);
		const { id, text, offline, harm = null, danger = false } = input;
		const rumour = { id, text, offline, ...initialFinding(at), ...unassessed, harm, danger, mergedInto };
		const existing = mergedInto && at.state.rumours.get(mergedInto);
		const known = existing ? mergedRow(rumourRules, existing, rumour) : rumour;
		return [rumourSignalled(rumour), ...becomingHigh(known, known, known.spread?.value ?? 1, at.now), ...evidence];
	}
});
export const rumourSignalled = event('rumour.signalled', {
	data: () => Rumour,
	evolve: (state, rumour) => addFinding(state.rumours, rumour, rumourRules)
});

export const assessRumour = command('rumour.assess', {
	input: () =>
		z.strictObject({ rumour: FindingId, harm: Harm.nullable(), danger: z.boolean(), helpNeeded: z.boolean() }),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged'],
	decide(input, { state, now }) {
		const rumour = findUnmerged(state.rumours, input.rumour);
		return [rumourAssessed(input), ...becomingHigh(rumour, input, rumour.spread?.value ?? 1, now)];
	}
});
export const rumourAssessed = event('rumour.assessed', {
	data: () => z.object({ rumour: FindingId, harm: Harm.nullable(), danger: z.boolean(), helpNeeded: z.boolean() }),
	evolve: (state, { rumour, ...to }) => change(state.rumours, rumour, to)
});

/** The risk is high for the first time: the aims count from then, however the risk changes later. */
export const rumourBecameHigh = event('rumour.becameHigh', {
	data: () => z.object({ rumour: FindingId, at: Moment }),
	evolve: (state, { rumour, at }) => change(state.rumours, rumour, { firstHigh: at })
});
export function becomingHigh(
	rumour: Readonly<Rumour>,
	assessed: Pick<Rumour, 'harm' | 'danger'>,
	spread: Spread,
	now: Moment
) {
	const begins = rumour.firstHigh === null && isHigh(riskOf(assessed, spread));
	return begins ? [rumourBecameHigh({ rumour: rumour.id, at: now })] : [];
}

/** Sets the measured spread, by the rule in risk.ts; the system actor sends it when the value changes. */
export const measureSpread = command('rumour.measureSpread', {
	input: () =>
		z.strictObject({ rumour: FindingId, value: MeasuredSpread.shape.value, reason: MeasuredSpread.shape.reason }),
	allow: onlySystem,
	refusals: ['finding.absent', 'finding.merged'],
	decide({ rumour: id, ...measured }, { state, now }) {
		const rumour = findUnmerged(state.rumours, id);
		return [
			spreadMeasured({ rumour: id, spread: { ...measured, at: now } }),
			...becomingHigh(rumour, rumour, measured.value, now)
		];
	}
});
export const spreadMeasured = event('rumour.spreadMeasured', {
	data: () => z.object({ rumour: FindingId, spread: MeasuredSpread }),
	evolve(state, { rumour, spread }) {
		const since = state.rumours.get(rumour)?.spreadingSince ?? (spread.value >= 2 ? spread.at : null);
		change(state.rumours, rumour, { spread, spreadingSince: since });
	}
});

/** Assigns a rumour to a person, or to nobody, so that no two do the same work and no rumour is forgotten. */
export const assignRumour = command('rumour.assign', {
	input: () => z.strictObject({ rumour: FindingId, owner: PersonId.nullable() }),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged'],
	decide(input, { state }) {
		findUnmerged(state.rumours, input.rumour);
		return rumourAssigned(input);
	}
});
export const rumourAssigned = event('rumour.assigned', {
	data: () => z.object({ rumour: FindingId, owner: PersonId.nullable() }),
	evolve: (state, { rumour, owner }) => change(state.rumours, rumour, { owner })
});

/** The claim as the person read it. Absent: as it is now. */
export const JudgedClaim = LooseText(300, 'quotedWords').optional();

/** A verdict on the claim as it is worded now. @throws Refusal when it was reworded since the person read it */
export function newVerdict(
	{ text }: Readonly<Rumour>,
	{ verdict, fact, claim = text }: { verdict: Verdict; fact: FactId; claim?: string | undefined },
	actor: Actor,
	now: Moment
): Judged {
	if (claim !== text) throw new Refusal('rumour.reworded');
	return { verdict, fact, ...seenAct(actor, now), claim: text, confirmed: null };
}

/** Whether the claim was reworded since the verdict and nobody has confirmed the verdict since. */
export const isVerdictReworded = ({ judged, text }: Pick<Rumour, 'judged' | 'text'>): boolean =>
	judged !== null && judged.claim !== null && !areSameWords(judged.claim, text);

/**
 * Confirms that the verdict is still valid for the current wording of the claim: somebody with other eyes than the
 * person who chose these words. That person gives a verdict of their own instead.
 */
export const confirmVerdict = command('rumour.confirmVerdict', {
	input: () => z.strictObject({ rumour: FindingId, claim: LooseText(300, 'quotedWords') }),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged', 'rumour.ownWording', 'rumour.reworded', 'rumour.withoutVerdict'],
	decide({ rumour, claim }, { state, actor, now }) {
		const { judged, text } = findUnmerged(state.rumours, rumour);
		if (!judged) throw new Refusal('rumour.withoutVerdict');
		if (claim !== text) throw new Refusal('rumour.reworded');
		if (!haveOtherEyes(wordersOf(state.rumours, rumour), actor)) throw new Refusal('rumour.ownWording');
		return rumourJudged({ rumour, judged: { ...judged, claim, confirmed: seenAct(actor, now) } });
	}
});

/** A verdict needs an established fact, so that every rebuttal can name its source. */
export const giveVerdict = command('rumour.giveVerdict', {
	input: () => z.strictObject({ rumour: FindingId, verdict: Verdict, fact: FactId, claim: JudgedClaim }),
	allow: deskStaff,
	refusals: [
		'fact.absent',
		'fact.replaced',
		'fact.withoutSource',
		'finding.absent',
		'finding.merged',
		'rumour.reworded'
	],
	decide({ rumour, verdict, fact, claim }, { state, actor, now }) {
		const found = findUnmerged(state.rumours, rumour);
		const ground = state.facts.get(fact);
		if (!ground) throw new Refusal('fact.absent');
		if (!ground.source) throw new Refusal('fact.withoutSource');
		if (ground.replacedBy) throw new Refusal('fact.replaced');
		return rumourJudged({ rumour, judged: newVerdict(found, { verdict, fact, claim }, actor, now) });
	}
});
export const rumourJudged = event('rumour.judged', {
	data: () => z.object({ rumour: FindingId, judged: Rumour.shape.judged }),
	evolve: (state, { rumour, judged }) => change(state.rumours, rumour, { judged })
});

/** Confirming and rebutting say whether it is true, so a verdict comes first. */
export const needsVerdict: ReadonlySet<Approach> = new Set(['confirm', 'rebut']);

export const chooseApproach = command('rumour.chooseApproach', {
	input: () => z.strictObject({ rumour: FindingId, approach: Approach }),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged', 'rumour.withoutVerdict'],
	decide({ rumour, approach }, { state }) {
		const { judged } = findUnmerged(state.rumours, rumour);
		if (needsVerdict.has(approach) && !judged) throw new Refusal('rumour.withoutVerdict');
		return approachChosen({ rumour, approach });
	}
});
export const approachChosen = event('rumour.approachChosen', {
	data: () => z.object({ rumour: FindingId, approach: Approach }),
	evolve: (state, { rumour, approach }) => change(state.rumours, rumour, { approach })
});
