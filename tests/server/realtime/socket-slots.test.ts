import { afterAll, beforeAll, expect, test } from 'vitest';
import { ShareLinkId } from '$lib/domain/core/ids';
import { SocketSlots } from '$lib/server/platform/limits/socket-slots';
import { fresh } from '../../domain/in-memory-incident';
import { Hall } from './socket-stage';

let hall: Hall;
const slots = (): SocketSlots => hall.realtime.sockets.slots;
beforeAll(async () => {
	hall = await Hall.open();
	await hall.admit('anna', 'analyst', null);
	await hall.admit('bram', 'analyst', null);
});
afterAll(() => hall.close());

/** Opens so many sockets at the same moment. @returns how many ended in each way */
const knock = async (times: number, cookie: string, auth: object = {}): Promise<Record<string, number>> => {
	const sockets = Array.from({ length: times }, () => hall.socket(cookie, { auth }));
	const ended = await Promise.all(sockets.map((socket) => hall.knock(socket)));
	return Object.fromEntries([...new Set(ended)].map((how) => [how, ended.filter((one) => one === how).length]));
};
const leave = async (): Promise<void> => {
	for (const socket of hall.sockets.splice(0)) socket.disconnect();
	await expect.poll(() => slots().size).toBe(0);
};

test('one person has forty, also when all connect at once; another person has their own, and a released one is free again', async () => {
	expect(await knock(55, 'anna')).toEqual({ in: 40, tooMany: 15 });
	expect(await knock(1, 'anna')).toEqual({ tooMany: 1 });
	expect(await knock(2, 'bram')).toEqual({ in: 2 });
	hall.sockets.find(({ connected }) => connected)?.disconnect();
	await expect.poll(() => knock(1, 'anna')).toEqual({ in: 1 });
	await leave();
});

test('one link and one address have no more than their limits', async () => {
	const { log } = await hall.stage.open();
	const link = fresh(ShareLinkId);
	hall.links.set('link', { link, incident: log });
	Object.assign(slots().limits, { link: 3 });
	expect(await knock(5, 'link', { link })).toEqual({ in: 3, tooMany: 2 });
	await leave();
	Object.assign(slots().limits, { link: 3_000, address: 4 });
	const many = await knock(9, 'bram');
	expect(many['in']).toBe(4);
	await leave();
	Object.assign(slots().limits, { address: 5_000 });
	expect(await knock(1, 'bram')).toEqual({ in: 1 });
	await leave();
});
