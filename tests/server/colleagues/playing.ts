import { momentOf, type CommandId, type IncidentId } from '$lib/domain/core/ids';
import { CommandId as CommandIds } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { startComputers, type ComputerColleagues } from '$lib/domain/incident/computer-colleagues';
import { ColleagueRunner } from '$lib/server/training/participants/colleague-runner';
import { openExercise } from '$lib/server/training/exercises/open-exercise';
import { playedBy, scriptOf } from '$lib/server/ingest/exercises/library';
import { dueBetween, atStart, postsOf, type PlayPosition } from '$lib/server/ingest/exercises/player';
import { Reports } from '$lib/server/read/report/reports';
import { bram, fresh } from '../../domain/in-memory-incident';
import type { Stage } from '../stage';

const SCRIPT = 'brand-zuiderpark';

/** An exercise with computer colleagues whose clock the test sets: posts come, then the colleagues act. */
export class Playing {
	#played: PlayPosition = atStart;
	#runner: ColleagueRunner;
	readonly #reports: Reports;

	private constructor(
		readonly stage: Stage,
		readonly log: IncidentId
	) {
		this.#reports = new Reports(stage.sql, stage.logs);
		// As in the program: a report is rendered before it is released.
		Object.assign(stage.executor, { renderReport: this.#reports.renderReport });
		this.#runner = this.#make();
	}
	static async begin(
		stage: Stage,
		from: number,
		how: Pick<ComputerColleagues, 'mode' | 'roles' | 'errors' | 'seed'>
	): Promise<Playing> {
		const opener = { executor: stage.executor, actor: bram, origin: null, language: 'nl' as const };
		const playing = new Playing(stage, await openExercise(opener, SCRIPT));
		await playing.#clock(from);
		await playing.send(startComputers(how));
		return playing;
	}

	get state() {
		return this.stage.reading(this.log).state;
	}
	/** Another process takes over: nothing of the first is in its memory. */
	takeOver(): void {
		this.#runner = this.#make();
	}
	send({ type, input }: { type: string; input: unknown }, by: Actor = bram, id: CommandId = fresh(CommandIds)) {
		return this.stage.executor.execute(this.log, { id, type, input }, by, null);
	}
	/** Sets the clock to so many milliseconds of the script, brings what is due, and lets the colleagues act. */
	async playTo(position: number): Promise<void> {
		await this.#clock(position);
		await this.act();
	}
	act(): Promise<number | null> {
		return this.#runner.step(new AbortController().signal);
	}

	async #clock(position: number): Promise<void> {
		const start = this.state.incident?.start ?? '';
		const incident = momentOf(Date.parse(start) + position);
		await this.send({ type: 'exercise.setClock', input: { speed: 0, incident } });
		const due = dueBetween(scriptOf(SCRIPT)?.items ?? [], this.#played, position);
		this.#played = position;
		for (const { id, key } of this.state.sources.values()) {
			const source = playedBy(key)?.source;
			const posts = source === undefined ? [] : postsOf(due, source, momentOf(Date.parse(start)));
			if (posts.length > 0) await this.stage.ingest.ingest(this.log, id, posts);
		}
	}
	#make(): ColleagueRunner {
		const { sql, executor } = this.stage;
		return new ColleagueRunner(this.log, { sql, executor, reports: this.#reports, now: () => Date.now() });
	}
}
