import { beforeEach, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { momentOf, ShareLinkId } from '$lib/domain/core/ids';
import { openIncident } from '$lib/domain/incident/incident';
import {
	isValid,
	makeShareLink,
	revokeShareLink,
	setLinkFigures,
	setLinkSignals,
	SHARE_LINK_MAXIMUM
} from '$lib/domain/report/share-link';
import { anna, bram, carla, fresh, opening, person, InMemoryIncident } from './in-memory-incident';

let incident: InMemoryIncident;
beforeEach(() => {
	incident = new InMemoryIncident();
	incident.when(openIncident, opening(), bram);
});
const link = (lasts = 60_000, to: object = {}) => ({
	id: fresh(ShareLinkId),
	label: 'politie',
	hash: checksumOf('geheim'),
	expires: momentOf(incident.wall + lasts),
	...to
});
const made = (to: object = {}): ShareLinkId => {
	const input = link(60_000, to);
	incident.when(makeShareLink, input, bram);
	return input.id;
};

test('a link lasts at most thirty days, and works until it expires or is revoked', () => {
	expect(() => incident.when(makeShareLink, link(SHARE_LINK_MAXIMUM + 1), bram)).toThrow('link.expiry');
	expect(() => incident.when(makeShareLink, link(0), bram)).toThrow('link.expiry');
	const id = made();
	const works = (after: number): boolean => {
		const found = incident.state.shareLinks.get(id);
		return found !== undefined && isValid(found, momentOf(incident.wall + after));
	};
	expect([works(0), works(59_999), works(60_000)]).toEqual([true, true, false]);
	incident.when(revokeShareLink, { link: id }, bram);
	expect(works(0)).toBe(false);
});

test('a link gives access to reports only, unless its maker allows signals and a coordinator allows figures', () => {
	const id = made();
	expect(incident.state.shareLinks.get(id)).toMatchObject({ pin: false, signals: false, figures: false });
	for (const actor of [anna, bram, person('partner'), person('administrator')])
		expect(() => incident.when(setLinkFigures, { link: id, figures: true }, actor)).toThrow('role.missing');
	incident.when(setLinkFigures, { link: id, figures: true }, carla);
	incident.when(setLinkSignals, { link: id, signals: true }, bram);
	expect(incident.state.shareLinks.get(id)).toMatchObject({ signals: true, figures: true });
	incident.when(setLinkFigures, { link: id, figures: false }, carla);
	expect(incident.state.shareLinks.get(id)?.figures).toBe(false);
});

test('figures cannot be allowed when a link is made, and a revoked link cannot be changed', () => {
	expect(() => incident.when(makeShareLink, link(60_000, { figures: true }), carla)).toThrow();
	const id = made({ pin: true, signals: true });
	incident.when(revokeShareLink, { link: id }, bram);
	expect(() => incident.when(setLinkFigures, { link: id, figures: true }, carla)).toThrow('link.revoked');
	expect(() => incident.when(setLinkSignals, { link: id, signals: false }, bram)).toThrow('link.revoked');
});
