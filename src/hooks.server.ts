import { sequence } from '@sveltejs/kit/hooks';
import { authenticate } from './request-hooks/authenticate';
import { cachedDocumentation } from './request-hooks/cached-documentation';
import { catchUp } from './request-hooks/catch-up';
import { compress } from './request-hooks/compress';
import { formatErrors } from './request-hooks/format-errors';
import { guardRequest } from './request-hooks/guard-request';
import { limitAddress, limitCaller } from './request-hooks/limit-requests';
import { localise } from './request-hooks/localise';
import { logRefusals } from './request-hooks/log-refusals';
import { measureDuration } from './request-hooks/measure-duration';
import { setHeaders } from './request-hooks/set-headers';

export { handleError } from './request-hooks/record-failure';
export { init } from './request-hooks/start-program';

/** Outermost first. `guardRequest` comes before `authenticate`, so that a rejected request costs no database query. */
export const handle = sequence(
	measureDuration,
	compress,
	logRefusals,
	setHeaders,
	formatErrors,
	guardRequest,
	localise,
	limitAddress,
	authenticate,
	limitCaller,
	catchUp,
	cachedDocumentation
);
