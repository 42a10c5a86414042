import pino from 'pino';
import { startEmbedded } from '../../../src/lib/server/platform/database/embedded';

/**
 * A program that starts PostgreSQL and is then killed by the test. Run as a separate process: `hold-postgres.ts
 * DATA_DIR`.
 */
const { ownerUrl } = await startEmbedded({
	dataDir: process.argv[2] ?? '',
	log: pino({ level: 'silent' }),
	durable: false
});
process.stdout.write(`${ownerUrl()}\n`);
