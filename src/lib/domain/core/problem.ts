/**
 * Begins the `type` of every problem document (RFC 9457) of this program, followed by its code. It tells the program's
 * own errors from those of a proxy, a firewall or a login page of a network.
 */
export const PROBLEM_TYPE = 'urn:problem-type:voelspriet:';
