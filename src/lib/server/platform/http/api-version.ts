/** The full version of the HTTP API, in every answer. A change that breaks a program needs a new `/api/v2`. */
export const API_VERSION = '1.0.0';
