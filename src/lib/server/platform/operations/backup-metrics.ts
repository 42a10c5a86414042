import { Gauge } from 'prom-client';
import { millisecondsOf, type Moment } from '$lib/domain/core/ids';
import type { BackupState } from '$lib/domain/installation/backups';
import { metrics } from './metrics';

/** Adds the times of the last back-up and of the last failure to `/metrics`; leaves out those that never happened. */
export function showBackups(state: () => BackupState): void {
	const gauge = (name: string, help: string, of: (state: BackupState) => number | null): void => {
		metrics.removeSingleMetric(name);
		new Gauge({
			name,
			help,
			registers: [metrics],
			collect() {
				const value = of(state());
				this.remove();
				if (value !== null) this.set(value);
			}
		});
	};
	const seconds = (at: Moment | undefined): number | null => (at === undefined ? null : millisecondsOf(at) / 1000);
	gauge('voelspriet_backup_made_timestamp_seconds', 'When the last back-up was whole, in seconds since 1970.', (now) =>
		seconds(now.made?.at)
	);
	gauge('voelspriet_backup_failed_timestamp_seconds', 'When a back-up last failed, in seconds since 1970.', (now) =>
		seconds(now.failed?.at)
	);
	gauge('voelspriet_backup_bytes', 'The size of the last back-up.', (now) => now.made?.bytes ?? null);
}
