import { beforeEach, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { momentOf, PostId, ShareLinkId, SignalId, StoryId } from '$lib/domain/core/ids';
import { openIncident } from '$lib/domain/incident/incident';
import { markSignalRead, receiveSignal, signalsBy, unreadSignals } from '$lib/domain/partner/signal';
import { makeShareLink } from '$lib/domain/report/share-link';
import { anna, bram, carla, fresh, opening, person, InMemoryIncident, system } from './in-memory-incident';

let incident: InMemoryIncident;
const posts = [fresh(PostId), fresh(PostId), fresh(PostId)];
beforeEach(() => {
	incident = new InMemoryIncident();
	incident.references = {
		...incident.references,
		posts: new Map(posts.map((post) => [post, { story: fresh(StoryId) }]))
	};
	incident.when(openIncident, opening(), bram);
});
const link = (): ShareLinkId => {
	const id = fresh(ShareLinkId);
	const expires = momentOf(incident.wall + 3_600_000);
	const input = { id, label: 'politie', hash: checksumOf('geheim'), expires, pin: false, signals: true };
	incident.when(makeShareLink, input, bram);
	return id;
};
const received = (by: ShareLinkId, n = 0): SignalId => {
	incident.wall += 60_000;
	const id = fresh(SignalId);
	incident.when(receiveSignal, { id, link: by, post: posts[n] }, system);
	return id;
};

test('a signal waits until one person has read it; the partner sees that, and the first reader is kept', () => {
	const [police, fire] = [link(), link()];
	const [first, second, other] = [received(police), received(police, 1), received(fire, 2)];
	const unread = () => unreadSignals(incident.state).map(({ id }) => id);
	expect(unread()).toEqual([first, second, other]);
	incident.wall += 60_000;
	incident.when(markSignalRead, { signal: second }, anna);
	expect(unread()).toEqual([first, other]);
	expect(signalsBy(incident.state, police).map(({ id, read }) => [id, read?.by ?? null])).toEqual([
		[first, null],
		[second, anna.id]
	]);
	expect(() => incident.when(markSignalRead, { signal: second }, carla)).toThrow('signal.absent');
	expect(incident.state.partnerSignals.get(second)?.read).toEqual({ by: anna.id, at: momentOf(incident.wall) });
});

test('a signal is a post received through a link, and is recorded once', () => {
	const police = link();
	const id = received(police);
	const again = { id, link: police, post: posts[0] };
	expect(() => incident.when(receiveSignal, again, system)).toThrow('id.taken');
	expect(() =>
		incident.when(receiveSignal, { ...again, id: fresh(SignalId), link: fresh(ShareLinkId) }, system)
	).toThrow('link.absent');
	expect(() => incident.when(receiveSignal, { ...again, id: fresh(SignalId), post: fresh(PostId) }, system)).toThrow(
		'post.absent'
	);
	for (const nobody of [person('partner'), person('administrator'), person()])
		expect(() => incident.when(markSignalRead, { signal: id }, nobody)).toThrow('role.missing');
});
