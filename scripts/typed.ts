import { parseArgs, type ParseArgsConfig } from 'node:util';

// A tool finishes its work even when its output cannot be written: its reader stopped (`| head`), or the disk is full.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

export type Options = NonNullable<ParseArgsConfig['options']>;

const parse = <const O extends Options>(args: string[], options: O) =>
	parseArgs({ args, options, strict: true, allowPositionals: true });

/** A mistake of the person who called a tool: they see the message without a stack trace. */
export class UsageError extends Error {}

/** @throws UsageError for an unknown option */
export function parseArguments<const O extends Options>(
	args: string[],
	options: O
): Pick<ReturnType<typeof parse<O>>, 'values' | 'positionals'> {
	try {
		return parse(args, options);
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}
