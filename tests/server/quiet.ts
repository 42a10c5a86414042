import { log } from '../../src/lib/server/platform/operations/logger';

// What the program logs is tested where it matters; elsewhere it would drown the results.
log.level = 'silent';
