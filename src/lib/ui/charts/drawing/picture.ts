/** A chart that is ready to be drawn. */
export interface Picture<Config> {
	readonly config: Config;
	/** In pixels. */
	readonly height: number;
	/** Own actions stand there as numbers, so their list belongs beside the chart. */
	readonly numbered: boolean;
}
