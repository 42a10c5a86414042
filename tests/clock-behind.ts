/**
 * Gives a database a clock that can run behind: connections that are made from now on find it before that of
 * PostgreSQL. `clock.behind` says how far.
 */
export const ADD_CLOCK = `
	create schema clock;
	create table clock.behind (by interval not null);
	insert into clock.behind values ('0');
	create function clock.clock_timestamp() returns timestamptz language sql volatile
		as 'select pg_catalog.clock_timestamp() - by from clock.behind';
	create function clock.now() returns timestamptz language sql stable
		as 'select pg_catalog.now() - by from clock.behind';
	grant usage on schema clock to public;
	grant select on clock.behind to public;
	do $$ begin execute format('alter database %I set search_path = clock, public, pg_catalog', current_database()); end $$`;

export const REMOVE_CLOCK = `
	drop schema clock cascade;
	do $$ begin execute format('alter database %I reset search_path', current_database()); end $$`;
