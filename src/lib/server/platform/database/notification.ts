import { Counter } from 'prom-client';
import { log } from '../operations/logger';
import { metrics } from '../operations/metrics';

const malformed = new Counter({
	name: 'voelspriet_notifications_malformed_total',
	help: 'Notifications of the database that could not be read.',
	labelNames: ['channel'] as const,
	registers: [metrics]
});

/**
 * Handles a notification. One that cannot be read is counted: an exception in the driver's callback would end the
 * program, and any client of the database may send one.
 */
export const notificationHandler =
	(channel: string, handle: (payload: string) => void) =>
	(payload: string): void => {
		try {
			handle(payload);
		} catch (error) {
			malformed.inc({ channel });
			log.warn(
				{ action: 'notification', object: channel, result: 'failed', error: String(error) },
				'a notification could not be read'
			);
		}
	};
