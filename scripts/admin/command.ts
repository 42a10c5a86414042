import type { ToolContext } from '../tool';
import type { Options, parseArguments } from '../typed';

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
	run(values: ReturnType<typeof parseArguments<Own>>['values'], context: ToolContext): Promise<number>;
}

export const adminCommand = <const Own extends Options>(command: AdminCommand<Own>): AdminCommand<Own> => command;
