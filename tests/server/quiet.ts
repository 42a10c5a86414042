import { log } from '../../src/lib/server/operations/logger';

// What the program logs is tested where it matters; elsewhere it would drown the results.
log.level = 'silent';
