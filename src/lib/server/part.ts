import type { Host } from './host';

/** What starting a part yields. */
export interface Running<Service> {
	/** What routes and later parts use of it. */
	service: Service;
	/** Finishes what is under way and lets go; within a second or two. */
	stop?: () => Promise<void> | void;
	/** For `/health/ready`: what keeps it from working now, in one line, or `null`. */
	problem?: () => Promise<string | null> | string | null;
}

/** One thing that the program runs. `of(program)` is its service: `database.of(program()).sql`. */
export interface Part<Service> {
	readonly name: string;
	readonly begin: (program: Program) => Promise<Omit<Running<Service>, 'service'>>;
	readonly of: (program: Program) => Service;
}

/** The running program: parts find earlier parts by it, routes find all of them. */
export interface Program {
	readonly host: Host;
	/** What keeps the program from working now; empty when all is well. */
	problems(): Promise<{ part: string; problem: string }[]>;
	/** Stops the parts in reverse order. */
	stop(): Promise<void>;
}

/**
 * Makes a part. A new one is this call in a file of its own and one line in `program.ts`:
 *
 * ```ts
 * export const clock = part('clock', async (program) => {
 *   const { sql } = database.of(program);
 *   return { service: new Clock(sql), stop: () => …, problem: () => null };
 * });
 * ```
 */
export function part<Service>(name: string, start: (program: Program) => Promise<Running<Service>> | Running<Service>): Part<Service> {
	const services = new WeakMap<Program, { service: Service }>();
	return {
		name,
		async begin(program) {
			const { service, ...rest } = await start(program);
			services.set(program, { service });
			return rest;
		},
		of(program) {
			const found = services.get(program);
			if (!found) throw new Error(`The part "${name}" is not started: is it in program.ts, and before whoever asks for it?`);
			return found.service;
		}
	};
}
