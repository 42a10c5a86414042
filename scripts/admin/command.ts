import type { Reached } from '../tool';
import type { Options, typed } from '../typed';

/** One thing an administrator can do from the console. */
export interface AdminCommand<Own extends Options = Options> {
	/** What is typed after `admin`, as `person add`. */
	readonly name: string;
	/** What follows the name, as `--name NAME --role ROLE`. */
	readonly usage: string;
	/** One line for the list. */
	readonly about: string;
	readonly options: Own;
	/** @returns the exit code. @throws UsageError with a sentence for the person who typed it. */
	run(values: ReturnType<typeof typed<Own>>['values'], reached: Reached): Promise<number>;
}

export const adminCommand = <const Own extends Options>(command: AdminCommand<Own>): AdminCommand<Own> => command;
