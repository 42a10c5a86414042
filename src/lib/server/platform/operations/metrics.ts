import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/**
 * Everything `/metrics` shows, in Prometheus' format. A part adds its own: `new Gauge({ …, registers: [metrics] })`.
 */
export const metrics = new Registry();

collectDefaultMetrics({ register: metrics });

/** Time from request to answer, by route (never by address: that would hold ids). */
export const requestSeconds = new Histogram({
	name: 'voelspriet_http_request_seconds',
	help: 'Time from an HTTP request to its answer, in seconds.',
	labelNames: ['route', 'method', 'status'] as const,
	buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
	registers: [metrics]
});

export const commands = new Counter({
	name: 'voelspriet_commands_total',
	help: 'Commands by what was asked and how it ended.',
	labelNames: ['action', 'result'] as const,
	registers: [metrics]
});
