import type { AdminCommand } from './admin/command';
import { databaseAddress } from './admin/database';
import { addPerson, listPeople, removeSecondFactor, resetPassword } from './admin/people';
import { rotateKeys } from './admin/rotate-keys';
import { SETTINGS_HELP, toolArguments } from './settings-file';
import { runTool } from './tool';
import { parseArguments, UsageError } from './typed';

/** What an administrator can do from the console; a new command is a file in `admin` and a line here. */
const commands: readonly AdminCommand[] = [
	addPerson,
	resetPassword,
	removeSecondFactor,
	listPeople,
	databaseAddress,
	rotateKeys
];

const help = [
	'Usage: npm run admin -- COMMAND [OPTIONS]',
	'',
	...commands.map(({ name, usage, about }) => `  ${`${name} ${usage}`.trim()}\n      ${about}`),
	'',
	SETTINGS_HELP
].join('\n');

const words = toolArguments;
const line = words.join(' ');
if (words.length === 0 || words[0] === 'help' || words.includes('--help')) process.stdout.write(help);
else {
	await runTool('admin', () => {
		const command = commands.find(({ name }) => line === name || line.startsWith(`${name} `));
		if (!command) throw new UsageError(`There is no command "${line}".\n\n${help}`);
		const { values, positionals } = parseArguments(words.slice(command.name.split(' ').length), command.options);
		if (positionals.length > 0)
			throw new UsageError(`"${command.name}" takes no "${positionals.join(' ')}".\n\n${help}`);
		return (context) => command.run(values, context);
	});
}
