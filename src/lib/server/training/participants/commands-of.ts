import type { CommandStep } from '$lib/domain/core/command';
import {
	FactId,
	FindingId,
	PublicationId,
	TextId,
	type IncidentId,
	type Moment,
	type PersonId,
	type StoryId
} from '$lib/domain/core/ids';
import { computerColleagues } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { recordBehaviour } from '$lib/domain/findings/behaviour';
import { labelStory } from '$lib/domain/findings/evidence';
import { recordFact } from '$lib/domain/findings/fact';
import { findingNamed, findingsOf } from '$lib/domain/findings/finding';
import { answerInquiry, verifyRumour } from '$lib/domain/findings/inquiry';
import { recordMeaning, themeOfKey } from '$lib/domain/findings/meaning';
import { raiseNeed } from '$lib/domain/findings/need';
import { assessRumour, chooseApproach, giveVerdict, signalRumour, type Verdict } from '$lib/domain/findings/rumour';
import { approveText } from '$lib/domain/official-text/approval';
import { isApproved, isAwaitingApproval, lastPublicationIn } from '$lib/domain/official-text/official-text';
import { publishText } from '$lib/domain/official-text/publication';
import { draftText, submitText } from '$lib/domain/official-text/writing';
import { markLookedAt, setCallForHelp, setSentiment, type Stance } from '$lib/domain/stories/story';
import { systemSubjectId } from '$lib/server/log/execute/system-command';
import type { FindingLine, LabelledScript } from '$lib/server/ingest/exercises/script';
import type { ParticipantTask, FindingName } from './tasks';
import { lineOf, wordsOf } from './gold-stories';
import { onReport, type ReportToRelease } from './report-commands';

/** The state that a computer colleague acts on. */
export interface ParticipantContext {
	readonly incident: IncidentId;
	readonly state: ReadState;
	readonly labelled: LabelledScript;
	readonly now: Moment;
	/** The story of a post of the script; null as long as it is not stored. */
	storyOf(post: string): StoryId | null;
	/** Only where the task is about the report. */
	readonly report: ReportToRelease | null;
}

/** Derived from what it identifies, so that repeated attempts of computer colleagues create it only once. */
const idOf = (incident: IncidentId, rule: string, { kind, key }: FindingName): string =>
	systemSubjectId(incident, `computer.${rule}`, `${kind}/${key}`);
export const textIdOf = (incident: IncidentId, name: FindingName): TextId => TextId.parse(idOf(incident, 'text', name));
const factIdOf = (incident: IncidentId, name: FindingName): FactId => FactId.parse(idOf(incident, 'fact', name));

/**
 * The finding that a key of the script stands for in this incident: the one that people made from the same stories, or
 * under the same name, has precedence over one of our own, to avoid duplicates. Null when nobody has made it.
 */
export function findingFor(context: ParticipantContext, name: FindingName): FindingId | null {
	const rows = findingsOf(context.state, name.kind);
	const own = FindingId.parse(idOf(context.incident, 'finding', name));
	const unmerged = (id: FindingId): FindingId => {
		const into = rows.get(id)?.mergedInto;
		return into ? unmerged(into) : id;
	};
	if (rows.has(own)) return unmerged(own);
	for (const [post, labels] of context.labelled.gold) {
		if (labels[name.kind] !== name.key) continue;
		const story = context.storyOf(post);
		const link = story && context.state.labels.get(story)?.links.find(({ kind }) => kind === name.kind);
		if (link && rows.get(link.finding)?.closed === null) return unmerged(link.finding);
	}
	return findingNamed(context.state, name.kind, wordsOf(context.labelled.findings, name))?.id ?? null;
}

/**
 * The commands of a task, in order; null when it cannot be done yet, because its post is not stored. Empty when there
 * is nothing left to do.
 */
export function commandsOf(task: ParticipantTask, context: ParticipantContext): CommandStep[] | null {
	switch (task.do) {
		case 'link':
		case 'feel':
		case 'look':
		case 'help': {
			const story = context.storyOf(task.post);
			return story && onStory(task, story, context);
		}
		case 'assess':
		case 'inquire':
		case 'judge':
			return onRumour(task, context);
		case 'establish':
			return established(task, context);
		case 'draft':
			return drafted(task, context);
		case 'submit':
		case 'approve':
		case 'publish':
			return onText(task.do, textIdOf(context.incident, task), context.state, computerColleagues.spokesperson.id);
		case 'writeReport':
		case 'advise':
		case 'adopt':
		case 'schedule':
		case 'release':
			return onReport(task.do, context);
	}
}

type OnStory = Extract<ParticipantTask, { do: 'link' | 'feel' | 'look' | 'help' }>;
function onStory(task: OnStory, story: StoryId, context: ParticipantContext): CommandStep[] {
	switch (task.do) {
		case 'feel':
			return [setSentiment({ story, emotion: task.emotion, attitude: task.attitude })];
		case 'look':
			return [markLookedAt({ story, outcome: task.outcome })];
		case 'help':
			return [setCallForHelp({ story, help: task.help })];
		case 'link': {
			const { kind, stance } = task;
			const finding = findingFor(context, task);
			if (finding) return [labelStory({ story, add: [{ kind, finding, stance }], remove: [] })];
			return [raised(task, { story, stance }, context)];
		}
	}
}

function raised(
	name: FindingName,
	seenIn: { story: StoryId; stance: Stance | null },
	context: ParticipantContext
): CommandStep {
	const id = FindingId.parse(idOf(context.incident, 'finding', name));
	const made = { id, text: wordsOf(context.labelled.findings, name), offline: null, seenIn };
	const line = lineOf(context.labelled.findings, name);
	switch (name.kind) {
		case 'need':
			return raiseNeed(made);
		case 'rumour':
			return signalRumour(made);
		case 'behaviour':
			return recordBehaviour({ ...made, effect: line?.of === 'behaviour' ? (line.effect ?? null) : null });
		case 'meaning':
			return recordMeaning({ ...made, theme: themeOfKey(name.key) ?? 'other' });
	}
}

function onRumour(
	task: Extract<ParticipantTask, { do: 'assess' | 'inquire' | 'judge' }>,
	context: ParticipantContext
): CommandStep[] {
	const name = { kind: 'rumour', key: task.rumour } as const;
	const rumour = findingFor(context, name);
	const rumourState = rumour && context.state.rumours.get(rumour);
	if (!rumour || !rumourState) return [];
	switch (task.do) {
		case 'assess':
			return rumourState.harm === null
				? [assessRumour({ rumour, harm: task.harm, danger: false, helpNeeded: false })]
				: [];
		case 'inquire': {
			const line = answerOf(context.labelled.findings, name);
			const question = `Klopt dit: ${rumourState.text}?`;
			return rumourState.inquiries.length === 0 && line
				? [verifyRumour({ rumour, body: line.source, question, deadline: null })]
				: [];
		}
		case 'judge': {
			const fact = factIdOf(context.incident, name);
			if (!context.state.facts.has(fact)) return [];
			return [
				...(rumourState.judged ? [] : [giveVerdict({ rumour, verdict: task.verdict, fact })]),
				...(rumourState.approach ? [] : [chooseApproach({ rumour, approach: approaches[task.verdict] })])
			];
		}
	}
}
const approaches = {
	false: 'rebut',
	partly: 'rebut',
	true: 'confirm',
	unknowable: 'sayWeCheck'
} as const satisfies Record<Verdict, string>;

/** The fact that the makers give for a finding, with its source; null when they give none. */
function answerOf(
	findings: readonly FindingLine[],
	name: FindingName
): { readonly fact: string; readonly source: string; readonly reply: string } | null {
	const line = lineOf(findings, name);
	if (!line || line.of === 'behaviour' || line.fact === undefined || line.source === undefined) return null;
	return { fact: line.fact, source: line.source, reply: line.reply ?? line.fact };
}

function established(name: FindingName, context: ParticipantContext): CommandStep[] {
	const answer = answerOf(context.labelled.findings, name);
	const id = factIdOf(context.incident, name);
	const finding = findingFor(context, name);
	if (!answer || !finding || context.state.facts.has(id)) return [];
	const inquiries = context.state.rumours.get(finding)?.inquiries ?? [];
	const openInquiry = inquiries.findIndex((inquiry) => inquiry.answer === null);
	return [
		...(openInquiry >= 0 ? [answerInquiry({ rumour: finding, inquiry: openInquiry, text: answer.fact })] : []),
		recordFact({ id, text: answer.fact, source: answer.source, at: null })
	];
}

function drafted(name: FindingName, context: ParticipantContext): CommandStep[] {
	const answer = answerOf(context.labelled.findings, name);
	const { incident } = context;
	const [id, fact, finding] = [textIdOf(incident, name), factIdOf(incident, name), findingFor(context, name)];
	if (!answer || !finding || !context.state.facts.has(fact) || context.state.texts.has(id)) return [];
	// Somebody else is writing it already.
	if ([...context.state.texts.values()].some(({ about }) => about.kind !== 'incident' && about.finding === finding))
		return [];
	const rebuts = context.state.rumours.get(finding)?.judged != null;
	if (name.kind === 'rumour' && !rebuts) return [];
	const about = name.kind === 'rumour' ? ({ kind: 'rumour', finding } as const) : ({ kind: 'need', finding } as const);
	const wordings = [{ channel: 'website', text: answer.reply }] as const;
	const kind = name.kind === 'rumour' ? 'rebuttal' : 'answer';
	return [draftText({ id, kind, about, corrects: null, facts: [fact], wordings: [...wordings] })];
}

/** The next step of a text, for all variants that are ready for it. */
export function onText(
	step: 'submit' | 'approve' | 'publish',
	id: TextId,
	state: ReadState,
	approver: PersonId
): CommandStep[] {
	const text = state.texts.get(id);
	if (!text) return [];
	const named = (variants: typeof text.variants) => variants.map(({ channel, checksum }) => ({ channel, checksum }));
	switch (step) {
		case 'submit': {
			const drafts = text.variants.filter(({ submitted }) => submitted === null);
			return drafts.length > 0 ? [submitText({ text: id, variants: named(drafts), requestedFrom: approver })] : [];
		}
		case 'approve': {
			const waiting = text.variants.filter(isAwaitingApproval);
			return waiting.length > 0 ? [approveText({ text: id, variants: named(waiting) })] : [];
		}
		case 'publish':
			return text.variants
				.filter(
					(variant) => isApproved(variant) && lastPublicationIn(text, variant.channel)?.checksum !== variant.checksum
				)
				.map(({ channel, checksum }) =>
					publishText({
						text: id,
						id: PublicationId.parse(systemSubjectId(id, 'computer.publication', `${channel} ${checksum}`)),
						channel,
						checksum,
						where: outletNames[channel] ?? channel,
						address: null,
						at: null
					})
				);
	}
}
const outletNames: Readonly<Record<string, string>> = { website: 'Website', phone: 'Telefoon', press: 'Pers', x: 'X' };
