/**
 * The driver `postgres` 3.4, with its handling of broken connections corrected while it is bundled. As it is published:
 * - a statement on a connection that was just closed is written to a socket that is null. That happens in a callback of
 *   `setImmediate`, so it is an uncaught exception (porsager/postgres issues 1066, 1154, 1208);
 * - what was waiting to be written stays, and the connection never says anything again: the statement that opens it
 *   waits until `connect_timeout`;
 * - a transaction keeps its connection when that is opened again for somebody else, and sends its rollback there;
 * - statements that waited for their turn in a lost transaction, or for a database that refuses connections, wait for
 *   ever;
 * - who copies rows in that the database refuses waits for ever;
 * - where a proxy takes connections and closes them, it connects again without a pause, for ever;
 * - of several hosts that are all away it tries one after the other without a pause, for ever, and one that is starting
 *   up, or does not answer, is not passed over.
 * Each edit names the text it replaces: another version of the driver, in which that text is absent, fails the build.
 */

/** By file: what stands there, and what takes its place. */
const EDITS = {
	'connection.js': [
		// A connection without a socket takes no statement. True, so that the caller does not put it among the full ones.
		[
			`  function execute(q) {
    if (terminated)`,
			`  function execute(q) {
    if (!socket) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options))
      return true
    }
    if (terminated)`
		],
		// An answer to the server that was made while the socket closed.
		[
			`  function nextWrite(fn) {
`,
			`  function nextWrite(fn) {
    if (!socket) {
      chunk = nextWriteTimer = null
      return true
    }
`
		],
		// What was ended while it waited to connect does not connect.
		['    setTimeout(connect, closedTime', '    setTimeout(() => initial && connect(), closedTime'],
		// Nothing of the closed connection stays for the one that takes its place: not what was to be written, nor half an
		// answer.
		[
			`    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
			`    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`
		],
		// Of several hosts each is tried once; then the statement is rejected. All that were sent are, however it closed.
		[
			`    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
			`    if (initial && ++tried < options.host.length)
      return reconnect()

    tried = 0
    errored(Errors.connection('CONNECTION_CLOSED', options))
    while (sent.length)
      queryError(sent.shift(), Errors.connection('CONNECTION_CLOSED', options))
    query = results = errorResponse = final = null
    result = new Result()
    rows = 0
    ended && (ended(), ending = ended = null)
`
		],
		['    , hostIndex = 0\n', '    , hostIndex = 0\n    , tried = 0\n'],
		['      options.shared.retries = retries = 0', '      options.shared.retries = retries = tried = 0'],
		[
			'    if (connection.queue === queues.connecting && options.host[retries + 1])',
			'    if (!terminated && hasNextHost())'
		],
		[
			'  function errored(err) {',
			`  function hasNextHost() {
    return initial !== null && tried + 1 < options.host.length
  }

  function errored(err) {`
		],
		[
			"    errored(Errors.connection('CONNECT_TIMEOUT', options, socket))",
			"    hasNextHost() || errored(Errors.connection('CONNECT_TIMEOUT', options, socket))"
		],
		// A host that is starting up, or that has no room for a connection.
		[
			`    } else {
      errored(Errors.postgres(parseError(x)))`,
			`    } else if (!hasNextHost()) {
      errored(Errors.postgres(parseError(x)))`
		],
		// A standby. To end the connection would reject the statement.
		['          return terminate()', '          return void socket.end(b().X().end())'],
		// What is copied in and refused: its writer gets the error, and does not wait for ever.
		[
			`    if (query) {
      (query.cursorFn || query.describeFirst) && write(Sync)
      errorResponse = Errors.postgres(parseError(x))
`,
			`    if (query) {
      (query.cursorFn || query.describeFirst) && write(Sync)
      errorResponse = Errors.postgres(parseError(x))
      if (final) {
        final(errorResponse)
        final = null
      } else if (stream instanceof Stream.Writable) {
        stream.destroy(errorResponse)
        stream = null
      }
`
		],
		// Its error is that of the statement that opens the connection, which is rejected by itself.
		['        return fetchArrayTypes()', '        return fetchArrayTypes().catch(noop)'],
		// The next piece of an answer is asked of the connection that gave the first.
		[
			`  async function PortalSuspended() {
    try {
      const x = await Promise.resolve(query.cursorFn(result))
`,
			`  async function PortalSuspended() {
    const own = query
    try {
      const x = await Promise.resolve(query.cursorFn(result))
      if (query !== own)
        return
`
		],
		[
			`      write(Sync)
      query.reject(err)
    }
  }`,
			`      query === own && write(Sync)
      own.reject(err)
    }
  }`
		]
	],
	'index.js': [
		['  let ending = false\n', '  let ending = false\n    , failed = 0\n'],
		// A transaction ends with its connection: what it still sends, or waits to send, is rejected.
		[
			`    let savepoints = 0
      , connection
`,
			`    let savepoints = 0
      , lost = null
      , connection
`
		],
		[
			'        new Promise((_, reject) => connection.onclose = reject)',
			`        new Promise((_, reject) => connection.onclose = error => {
          lost = error
          while (queries.length)
            queries.shift().reject(error)
          reject(error)
        })`
		],
		[
			`        q.catch(e => uncaughtError || (uncaughtError = e))
`,
			`        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
`
		],
		// When as many attempts to connect failed as the pool has connections, and none succeeded, all waiting statements
		// are rejected.
		[
			`  function onopen(c) {
`,
			`  function onopen(c) {
    failed = 0
`
		],
		[
			`  function onclose(c, e) {
`,
			`  function onclose(c, e) {
    if (c.queue === connecting && ++failed >= options.max) {
      while (queries.length)
        queries.shift().reject(e)
    }
`
		]
	]
};

/** @returns {import('vite').Plugin} */
export const postgresDriver = () => ({
	name: 'voelspriet-postgres-driver',
	enforce: 'pre',
	transform(code, id) {
		const file = /\/node_modules\/postgres\/src\/(connection|index)\.js$/.exec(id.split('?')[0] ?? '')?.[1];
		return file === undefined ? null : { code: editDriver(`${file}.js`, code), map: null };
	}
});

/**
 * @param {string} file
 * @param {string} code
 */
export function editDriver(file, code) {
	let edited = code;
	for (const [found, put] of EDITS[file]) {
		if (edited.split(found).length !== 2)
			throw new Error(`postgres/src/${file} is not the text that scripts/postgres-driver.mjs edits: ${found}`);
		edited = edited.replace(found, () => put);
	}
	return edited;
}

/** What a bundle needs so that the driver is in it, edited. */
export const bundledDriver = { noExternal: ['postgres'] };
