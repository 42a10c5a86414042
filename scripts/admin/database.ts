import { adminCommand } from './command';

/** For anyone who wants to look into the database or copy it with PostgreSQL's own tools. */
export const databaseAddress = adminCommand({
	name: 'database',
	usage: '',
	about: 'print the address of the database (it holds the password)',
	options: {},
	run(_values, { url }) {
		process.stdout.write(`${url}\n`);
		return Promise.resolve(0);
	}
});
