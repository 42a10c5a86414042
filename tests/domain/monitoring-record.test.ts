import { expect, test } from 'vitest';
import { monitoringRecord } from '$lib/domain/incident/monitoring-record';
import { Moment, PersonId, SourceId } from '$lib/domain/core/ids';
import { fresh } from './in-memory-incident';

const anna = fresh(PersonId);
const source = fresh(SourceId);
const profile = (to: object) => ({
	terms: [],
	hashtags: [],
	places: [],
	excluded: [],
	accounts: [],
	languages: [],
	...to
});
const lines = (...all: readonly (readonly [type: string, data: unknown, redacted?: true])[]) =>
	all.map(([type, data, redacted = false], minute) => ({
		type,
		data,
		redacted,
		by: anna,
		wallAt: Moment.parse(`2026-11-20T14:0${minute}:00.000Z`)
	}));

test('the decisions about what is collected are listed in order, with what each search profile added and removed', () => {
	const added = { id: source, name: 'Omroep', kind: 'connection', platform: 'news', connection: null, key: null };
	const steps = monitoringRecord(
		lines(
			['incident.opened', null],
			['profile.changed', profile({ terms: ['brand'], accounts: [{ account: 'omroep', kind: 'media' }] })],
			['profile.changed', profile({ terms: ['brand'], accounts: [{ account: 'omroep', kind: 'media' }] })],
			['source.added', { ...added, state: 'active', why: null }],
			['profile.changed', profile({ terms: ['rook'] })],
			['source.stateSet', { source, state: 'paused', why: 'te veel ruis' }],
			['incident.prolonged', { expectedEnd: '2026-12-01T00:00:00.000Z', why: 'brandt nog' }],
			['story.labelled', { anything: 1 }],
			['profile.changed', null, true],
			['incident.closed', null]
		)
	);
	expect(steps.map(({ at, by, ...step }) => [at.slice(14, 16), by === anna, step])).toEqual([
		['00', true, { what: 'opened' }],
		[
			...(['01', true] as const),
			{
				what: 'profile',
				removed: [],
				added: [
					{ list: 'terms', word: 'brand' },
					{ list: 'accounts', word: 'omroep' }
				]
			}
		],
		['03', true, { what: 'source', name: 'Omroep', state: 'active', why: null }],
		[
			...(['04', true] as const),
			{
				what: 'profile',
				added: [{ list: 'terms', word: 'rook' }],
				removed: [
					{ list: 'terms', word: 'brand' },
					{ list: 'accounts', word: 'omroep' }
				]
			}
		],
		['05', true, { what: 'source', name: 'Omroep', state: 'paused', why: 'te veel ruis' }],
		['06', true, { what: 'prolonged', until: '2026-12-01T00:00:00.000Z', why: 'brandt nog' }],
		['09', true, { what: 'closed' }]
	]);
});
