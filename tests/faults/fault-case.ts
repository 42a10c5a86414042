import type { Compared } from './setup/compare';

/** How a case is run: briefly with all other tests, or at length by hand and every week. */
export interface RunOptions {
	/** How often the fault happens; each case says what that is for itself. */
	readonly rounds: number;
	/** The same seed gives the same choices and pauses. */
	readonly seed: number;
	/** An empty database on a PostgreSQL that outlives the case. */
	readonly makeDatabase: () => Promise<string>;
	/** Shown while the case runs. */
	readonly say: (line: string) => void;
}

/** The result of a case. `faults` are sentences; empty when the program passed. */
export interface FaultResult {
	readonly rounds: number;
	readonly commands: number;
	readonly posts: number;
	readonly lost: number;
	readonly doubled: number;
	/** From the end of each fault to the first thing saved after it, in milliseconds. */
	readonly recovery: readonly number[];
	readonly faults: readonly string[];
	/** Other measurements. */
	readonly figures?: Readonly<Record<string, number>>;
}

/** A test of the suite, by its file and the beginning of its title. */
export interface NamedTest {
	readonly file: string;
	readonly title: string;
}

/** A fault that the program must survive: its number is that of `cases.ts`. */
export interface FaultCase {
	readonly number: string;
	readonly name: string;
	/** Rounds in the long run, and in the run with all other tests (0: not run there). */
	readonly long: number;
	readonly short: number;
	/** Breaks a running program under load. */
	readonly run?: (options: RunOptions) => Promise<FaultResult>;
	/** Tests of the suite that show it; a long run runs them too. */
	readonly tests?: readonly NamedTest[];
}

export const faultResult = (rounds: number, compared: Compared, recovery: readonly number[] = []): FaultResult => ({
	rounds,
	recovery,
	commands: compared.commands,
	posts: compared.posts,
	lost: compared.lost,
	doubled: compared.doubled,
	faults: compared.faults
});
