import { join } from 'node:path';
import { backUp } from '$lib/server/backup/backup';
import { FORGOTTEN } from '$lib/server/backup/forgotten';
import { personalDataSays } from '$lib/server/backup/personal-data';
import { runTool } from './tool';
import { typed, UsageError } from './typed';

const HELP = `Usage: npm run backup -- FILE_OR_FOLDER

Writes everything the program keeps to one file: database and secret, as they stood at one moment. The program may run meanwhile.
In a folder, the file gets a name with the moment. Sessions are left out: after a restore people sign in again.
`;

await runTool(
	'backup',
	() => {
		const { values, positionals } = typed(process.argv.slice(2), { help: { type: 'boolean' } });
		const [to] = positionals;
		if (values.help || to === undefined || positionals.length > 1) throw new UsageError(HELP);
		return async ({ url, config }) => {
			const began = performance.now();
			const { file, bytes, manifest } = await backUp(url, to, config);
			const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
			process.stdout.write(
				`Backed up to ${file}: ${rows} rows, ${manifest.logs.length} logs, ${manifest.reports.length} reports, ` +
					`${(bytes / 1e6).toFixed(1)} MB, in ${((performance.now() - began) / 1000).toFixed(1)} s.\n` +
					`It holds what people said${manifest.secret === null ? '' : ", and this installation's secret"}; only your user may read it. Keep it so.\n` +
					personalDataSays(manifest.personal ?? [], Date.now()) +
					`What is forgotten after this stands in ${join(config.dataDir, FORGOTTEN)}: keep that file apart from this one, restoring needs it.\n` +
					(manifest.secret === null ? 'The secret is not in it, because SECRET gives it: keep that too.\n' : '')
			);
			return 0;
		};
	},
	{ migrates: false }
);
