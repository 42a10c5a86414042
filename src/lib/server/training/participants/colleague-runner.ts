import * as m from '$lib/messages';
import type { Sql } from '$lib/server/platform/driver/sql';
import { AbortableDelay } from '$lib/concurrency/abortable-delay';
import { setClock } from '$lib/domain/core/clock';
import { incidentTime } from '$lib/domain/core/present';
import type { CommandStep } from '$lib/domain/core/command';
import {
	momentOf,
	Sha256,
	StoryId,
	type CommandId,
	type IncidentId,
	FindingKind,
	type PersonId,
	millisecondsOf,
	type Moment
} from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { computerActor, computerColleagues, SYSTEM, type Actor, ComputerRole, isComputer } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import {
	areAtWork,
	recordComputersUndone,
	showComputerAct,
	type ComputerColleagues
} from '$lib/domain/incident/computer-colleagues';
import { lastVersion } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import type { Executor } from '$lib/server/log/execute/execute';
import { systemCommandId } from '$lib/server/log/execute/system-command';
import { labelledScript, playedBy } from '$lib/server/ingest/exercises/library';
import { playPositionOf } from '$lib/server/ingest/exercises/player';
import type { LabelledScript } from '$lib/server/ingest/exercises/script';
import { log } from '$lib/server/platform/operations/logger';
import type { Reports } from '$lib/server/read/report/reports';
import { commandsOf, findingFor, textIdOf, type ParticipantContext, onText } from './commands-of';
import type { PlannedAct, PlannedTask, PlannedShow, ShownOn } from './tasks';
import type { ReportToRelease } from './report-commands';
import { trainingPlan } from './training-plan';
import { watchPlan } from './watch-plan';
import { labelStory } from '$lib/domain/findings/evidence';
import { closeFinding, findingsOf, isOpen } from '$lib/domain/findings/finding';
import { setCallForHelp, setSentiment, takeBackCallForHelp, unmarkLookedAt } from '$lib/domain/stories/story';
import { approvedSince, isAwaitingApproval, type OfficialText } from '$lib/domain/official-text/official-text';
import { combinationRefusal } from '$lib/domain/official-text/combination';
import { returnText } from '$lib/domain/official-text/approval';
import { labelKindNames } from '$lib/domain/stories/label-kinds';
import { authorOfValue } from '$lib/domain/stories/sentiment';
import { chance } from './chance';

/** The time a spokesperson takes to read a text, in milliseconds of the exercise. */
const READING_MS = 90_000;

/**
 * What a computer spokesperson does with the texts that wait now: it reads, gives its approval, and publishes what is
 * approved. Where it errs, it returns a good text once, so that people learn to explain theirs.
 */
function reactionsTo(
	state: ReadState,
	{ roles, errors, seed }: Pick<ComputerColleagues, 'roles' | 'errors' | 'seed'>,
	now: Moment,
	why: string
): { readonly id: string; readonly command: CommandStep }[] {
	if (!roles.includes('spokesperson')) return [];
	const isOver = (since: Moment): boolean => millisecondsOf(now) - millisecondsOf(since) >= READING_MS;
	return [...state.texts.values()].flatMap((text) => {
		const version = text.versions.at(-1);
		if (!version || text.withdrawn || text.paused) return [];
		if (canApprove(state, text) && isOver(version.at)) {
			const id = `${text.id} ${version.number}`;
			const errs = version.number === 1 && !isComputer(version.by) && chance(seed, `return ${text.id}`) < errors;
			if (errs) return [{ id, command: returnText({ text: text.id, version: 1, why }) }];
			return onText('approve', text.id, state, spokesperson).map((command) => ({ id, command }));
		}
		const approved = text.variants.flatMap((variant) => approvedSince(variant) ?? []).at(-1);
		if (!approved || !isOver(approved)) return [];
		return onText('publish', text.id, state, spokesperson).map((command) => ({
			id: `${text.id} ${version.number} ${JSON.stringify(command.input)}`,
			command
		}));
	});
}
const spokesperson = computerColleagues.spokesperson.id;

function canApprove(state: ReadState, text: Readonly<OfficialText>): boolean {
	const waiting = text.variants.filter(isAwaitingApproval);
	const actor = computerActor('spokesperson');
	return waiting.length > 0 && waiting.every((variant) => combinationRefusal(state, text, variant, actor) === null);
}

/** A command of a computer colleague. */
interface ComputerCommand {
	readonly role: ComputerRole;
	readonly command: CommandStep;
}

const roleOf: ReadonlyMap<PersonId, ComputerRole> = new Map(
	ComputerRole.options.map((role) => [computerColleagues[role].id, role])
);

/** Why a call that a computer colleague passed on is taken back. Dutch, as an exercise is. */
const TAKEN_OVER = 'Mensen namen het werk over';

/**
 * Takes back all labels and findings that computer colleagues gave and that are still theirs; what people changed since
 * stays. Made from the state alone, so it can be resumed at any point; empty when nothing of theirs is left.
 */
function undoOf(state: ReadState): ComputerCommand[] {
	const steps: ComputerCommand[] = [];
	const add = (by: PersonId | undefined, command: CommandStep): void => {
		const role = by && roleOf.get(by);
		if (role) steps.push({ role, command });
	};
	for (const [story, { links, sentiment, looked: handledMark, help }] of state.labels.entries()) {
		for (const { finding, by } of links) add(by, labelStory({ story, add: [], remove: [finding], own: true }));
		for (const kind of labelKindNames) {
			const by = authorOfValue(sentiment, kind);
			if (by) add(by, setSentiment({ story, [kind]: null, own: true }));
		}
		if (help?.state === 'passedOn') add(help.by, takeBackCallForHelp({ story, reason: TAKEN_OVER }));
		add(help?.by, setCallForHelp({ story, help: null, own: true }));
		if (handledMark && handledMark.outcome !== 'help') add(handledMark.by, unmarkLookedAt({ story, own: true }));
	}
	for (const kind of FindingKind.options)
		for (const finding of findingsOf(state, kind).values())
			if (isOpen(finding)) add(finding.raised.by, closeFinding({ kind, finding: finding.id }));
	return steps;
}

/** Milliseconds between two attempts at what could not be done yet, or failed. */
const RETRY_DELAY_MS = 500;
/** Milliseconds between two checks of the texts that people submit. */
const LOOK_INTERVAL_MS = 1_000;
/** How long a post of the script may take to be stored, in milliseconds: after that its act is left out. */
const STOP_TIMEOUT_MS = 10_000;

export interface RunnerOptions {
	readonly sql: Sql;
	readonly executor: Executor;
	readonly reports: Pick<Reports, 'at' | 'draftView' | 'head'>;
	/** The wall clock, in milliseconds since 1970. */
	now(): number;
}

/** The work of the colleagues on one run: what remains of the plan, and since when acts wait for their post. */
interface PlannedWork {
	readonly seq: number;
	readonly labelled: LabelledScript;
	readonly todo: PlannedAct[];
	readonly waiting: Map<string, number>;
}

/**
 * Lets the computer colleagues of one exercise work, at the pace of its clock. All their commands go through `execute`
 * with ids made from their content: a process that takes over continues where the last one was, and repeats nothing.
 */
export class ColleagueRunner {
	readonly #delay = new AbortableDelay();
	#work: PlannedWork | null = null;

	constructor(
		readonly incident: IncidentId,
		readonly options: RunnerOptions
	) {}

	/** The clock, or the state of the colleagues, changed. */
	wake(): void {
		this.#delay.wake();
	}

	async run(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			this.#delay.clear();
			let wait: number | null = RETRY_DELAY_MS;
			try {
				wait = await this.step(signal);
			} catch (error) {
				log.warn(
					{ action: 'computer.act', object: `incident/${this.incident}`, result: 'failed', err: error },
					'the computer colleagues could not act'
				);
			}
			await this.#delay.wait(wait, signal);
		}
	}

	/** Does everything that is due. @returns milliseconds until more may be due; null when that needs a change */
	async step(signal: AbortSignal): Promise<number | null> {
		const computers = this.#state?.computers ?? null;
		if (computers?.stopped?.undo) return this.#undo(computers);
		if (!areAtWork(computers)) return null;
		const work = await this.#workOn(computers);
		if (!work) return null;
		while (!signal.aborted && areAtWork(this.#state?.computers ?? null)) {
			const [next] = work.todo;
			if (!next || next.at > this.#position()) break;
			if (!(await this.#do(next, work))) return RETRY_DELAY_MS;
			work.todo.shift();
		}
		if (computers.mode === 'train') await this.#react(computers);
		return this.#untilNext(work, computers);
	}

	get #state(): ReadState | null {
		return this.options.executor.logs.state(this.incident);
	}
	get #now() {
		return incidentTime(this.#state?.clock ?? null, momentOf(this.options.now()));
	}
	/** The position of the clock in the script, in milliseconds. */
	#position(): number {
		const start = this.#state?.incident?.start;
		return start ? playPositionOf(start, this.#now) : -1;
	}
	#idOf(seq: number, id: string): CommandId {
		return systemCommandId(this.incident, 'computer.act', `${seq} ${id}`);
	}

	/** The plan of this run without what is in the log already; null when no script plays. */
	async #workOn(computers: Readonly<ComputerColleagues>): Promise<PlannedWork | null> {
		if (this.#work?.seq === computers.seq) return this.#work;
		const state = this.#state;
		const [key] = [...(state?.sources.values() ?? [])].flatMap((source) => playedBy(source.key)?.scriptKey ?? []);
		const labelled = key === undefined ? null : labelledScript(key);
		if (!labelled || !state?.incident) return null;
		const { seq, started } = computers;
		const acts =
			computers.mode === 'watch'
				? watchPlan(labelled).acts
				: trainingPlan(labelled, computers, playPositionOf(state.incident.start, started.at));
		const ids = new Map(acts.map((act): [string, PlannedAct] => [this.#idOf(seq, act.id), act]));
		const rows = await this.options.sql<{ id: string }[]>`
			select id from command where log_id = ${this.incident} and id = any(${[...ids.keys()]}::uuid[])`;
		const done = new Set(rows.map(({ id }) => ids.get(id)));
		this.#work = { seq, labelled, todo: acts.filter((act) => !done.has(act)), waiting: new Map() };
		return this.#work;
	}

	/** @returns false when it must be tried again */
	async #do(act: PlannedAct, work: PlannedWork): Promise<boolean> {
		if ('end' in act) {
			await this.#send(SYSTEM, this.#idOf(work.seq, act.id), setClock({ speed: 0, incident: null }));
			return true;
		}
		const context = await this.#contextFor(act, work.labelled);
		if (!context) return true;
		const steps = 'task' in act ? commandsOf(act.task, context) : shownStep(act, context);
		if (!steps) {
			const since = work.waiting.get(act.id) ?? this.options.now();
			work.waiting.set(act.id, since);
			return this.options.now() - since > STOP_TIMEOUT_MS;
		}
		const actor = 'task' in act ? computerActor(act.role) : SYSTEM;
		// The last command has the planned id, which marks the act as done.
		for (const [index, step] of steps.entries()) {
			const id = index === steps.length - 1 ? act.id : `${act.id} ${JSON.stringify(step.input)}`;
			await this.#send(actor, this.#idOf(work.seq, id), step);
		}
		return true;
	}

	async #contextFor(act: PlannedTask | PlannedShow, labelled: LabelledScript): Promise<ParticipantContext | null> {
		const state = this.#state;
		if (!state) return null;
		const isAboutReport = 'task' in act && (act.task.do === 'writeReport' || act.task.do === 'release');
		const [stories, report] = await Promise.all([this.#stories(), isAboutReport ? this.#report() : null]);
		return {
			incident: this.incident,
			state,
			labelled,
			now: this.#now,
			storyOf: (post) => stories.get(post) ?? null,
			report
		};
	}

	/** The stories of the posts that the script has brought so far. */
	async #stories(): Promise<ReadonlyMap<string, StoryId>> {
		const sources = [...(this.#state?.sources.values() ?? [])].flatMap(({ id, key }) => (playedBy(key) ? [id] : []));
		const rows = await this.options.sql<{ post: string; story: string }[]>`
			select external_id as post, story_id as story from post
			where incident_id = ${this.incident} and source_id = any(${sources}::uuid[])`;
		return new Map(rows.map(({ post, story }) => [post, StoryId.parse(story)]));
	}

	async #report(): Promise<ReportToRelease> {
		const { reports } = this.options;
		const rendered = await reports.at(this.incident, reports.head(this.incident), this.#now);
		const { proposal } = reports.draftView(this.incident, rendered);
		const { position, moment, checksum } = rendered;
		const number = (lastVersion(this.#state?.versions ?? new Map<number, never>())?.number ?? 0) + 1;
		return {
			number,
			position,
			moment,
			checksum: Sha256.parse(checksum),
			brief: proposal?.sentences.join(' ') ?? ''
		};
	}

	/** A refusal means that people did something else meanwhile, which has precedence. */
	async #send(actor: Actor, id: CommandId, { type, input }: CommandStep): Promise<void> {
		try {
			await this.options.executor.execute(this.incident, { id, type, input }, actor, null);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	}

	async #react(computers: Readonly<ComputerColleagues>): Promise<void> {
		const state = this.#state;
		if (!state) return;
		const why = wordsIn('nl').t(m.computers.returned);
		for (const { id, command } of reactionsTo(state, computers, this.#now, why))
			await this.#send(computerActor('spokesperson'), this.#idOf(computers.seq, id), command);
	}

	async #undo({ seq }: Readonly<ComputerColleagues>): Promise<number | null> {
		const state = this.#state;
		for (const { role, command } of state ? undoOf(state) : [])
			await this.#send(computerActor(role), this.#idOf(seq, `undo ${JSON.stringify(command)}`), command);
		await this.#send(SYSTEM, this.#idOf(seq, 'undone'), recordComputersUndone({}));
		return null;
	}

	#untilNext({ todo }: PlannedWork, { mode }: Readonly<ComputerColleagues>): number | null {
		const speed = this.#state?.clock?.speed ?? 0;
		if (speed === 0) return null;
		const next = todo[0] ? Math.max(0, todo[0].at - this.#position()) / speed : Infinity;
		const wait = mode === 'train' ? Math.min(next, LOOK_INTERVAL_MS) : next;
		return wait === Infinity ? null : Math.ceil(wait);
	}
}

/** The command that shows what is about to be done; null when its post is not stored yet. */
function shownStep({ role, show }: PlannedShow, context: ParticipantContext): CommandStep[] | null {
	const on = show.on && focusOf(show.on, context);
	if (show.on && 'post' in show.on && !on) return null;
	const by = computerColleagues[role].id;
	return [showComputerAct({ scene: show.scene, act: show.act, about: show.about, by, on })];
}

function focusOf(on: ShownOn, context: ParticipantContext) {
	if ('post' in on) {
		const story = context.storyOf(on.post);
		return story && { story };
	}
	if ('text' in on) return { text: textIdOf(context.incident, on.text) };
	const finding = findingFor(context, on.finding);
	return finding && { finding };
}
