import { BaseSequencer } from 'vitest/node';

// Half a minute and more each: begun last, one of them would run for minutes while the other worker is done.
const SLOW = [
	...['domain/properties', 'domain/refusals', 'raw-sql/raw-sql', 'backup/forgotten', 'http/walk'],
	...['log/every-command', 'server/process', 'faults/short', 'backup/tools', 'accounts/admin'],
	...['analysis/shipped-models', 'analysis/evaluate', 'partner/leaks', 'partner/partner', 'database/embedded']
].map((name) => `${name}.test.ts`);

/** The order of test files: within a project those that take long come first. */
export class SlowestFirst extends BaseSequencer {
	async sort(files) {
		const sorted = await super.sort(files);
		const turn = ({ moduleId }) => (SLOW.some((name) => moduleId.endsWith(`/${name}`)) ? 0 : 1);
		const projects = [...new Set(sorted.map(({ project }) => project.name))];
		return projects.flatMap((name) =>
			sorted.filter(({ project }) => project.name === name).sort((a, b) => turn(a) - turn(b))
		);
	}
}
