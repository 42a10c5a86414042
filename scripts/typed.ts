import { parseArgs, type ParseArgsConfig } from 'node:util';

// A tool finishes its work when what it prints goes nowhere: the reader is gone (`| head`), or its disk is full.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

export type Options = NonNullable<ParseArgsConfig['options']>;

const parse = <const O extends Options>(args: string[], options: O) =>
	parseArgs({ args, options, strict: true, allowPositionals: true });

/** A mistake of the person who called a tool: the sentence is all they need. */
export class UsageError extends Error {}

/** Reads what was typed. @throws UsageError for an option that is not known. */
export function typed<const O extends Options>(
	args: string[],
	options: O
): Pick<ReturnType<typeof parse<O>>, 'values' | 'positionals'> {
	try {
		return parse(args, options);
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}
