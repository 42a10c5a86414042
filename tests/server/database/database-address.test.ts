import { expect, test } from 'vitest';
import { databaseAddress } from '$lib/server/platform/config/database-address';

test.each([
	['postgres://u:p@h/d', { hosts: ['h'], user: 'u', database: 'd', isWritable: false }],
	['postgresql://u@h:5433/d?sslmode=require', { hosts: ['h'], user: 'u', database: 'd', isWritable: false }],
	['postgres://u@[::1]:5432/d', { hosts: ['[::1]'], user: 'u', database: 'd', isWritable: false }],
	['postgres://u%40x:p%2Fq@h/d%20e', { hosts: ['h'], user: 'u@x', database: 'd e', isWritable: false }],
	[
		'postgres://u:p@one:5432,two:5433/d?target_session_attrs=read-write',
		{ hosts: ['one', 'two'], user: 'u', database: 'd', isWritable: true }
	],
	[
		'postgres://u:p@10.0.0.1,10.0.0.2/d',
		{ hosts: ['10.0.0.1', '10.0.0.2'], user: 'u', database: 'd', isWritable: true }
	],
	['postgres://u@h/d?target_session_attrs=primary', { hosts: ['h'], user: 'u', database: 'd', isWritable: true }]
])('%s names hosts, role and database', (text, named) => {
	expect(databaseAddress(text)).toEqual(named);
});

test.each([
	'mysql://u@h/d',
	'replica',
	'postgres://u@one:port,two/d',
	'postgres://u@one,/d',
	'postgres://u@[::1]:5432,[::2]:5432/d',
	'postgres://u:100%@h/d',
	'postgres://u:p@q@h/d',
	'postgres://u@one,two/d?target_session_attrs=standby',
	'postgres://u@one,two/d?target_session_attrs=any'
])('%s is not an address that the program can use', (text) => {
	expect(databaseAddress(text)).toBeNull();
});
