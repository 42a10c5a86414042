import { parseArgs } from 'node:util';
import type { AdminCommand, Options } from './admin/command';
import { databaseAddress } from './admin/database';
import { runTool, UsageError } from './tool';

/** What an administrator can do from the console; a new one is a file beside these and a line here. */
const commands: readonly AdminCommand[] = [databaseAddress];

const help = (): string =>
	[
		'Usage: npm run admin -- COMMAND [OPTIONS]',
		'',
		...commands.map(({ name, usage, about }) => `  ${`${name} ${usage}`.trim()}\n      ${about}`),
		''
	].join('\n');

const words = process.argv.slice(2);
const typed = words.join(' ');
if (words.length === 0 || words[0] === 'help' || words.includes('--help')) process.stdout.write(help());
else {
	await runTool('admin', (reached) => {
		const command = commands.find(({ name }) => typed === name || typed.startsWith(`${name} `));
		if (!command) throw new UsageError(`There is no command "${typed}".\n\n${help()}`);
		return command.run(valuesOf(command.options, words.slice(command.name.split(' ').length)), reached);
	});
}

function valuesOf(options: Options, args: string[]): Parameters<AdminCommand['run']>[0] {
	try {
		return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}
