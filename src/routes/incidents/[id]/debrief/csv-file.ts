/** A table to keep. */
export const csvFile = (csv: string, name: string): Response =>
	new Response(csv, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.csv"`,
			'cache-control': 'no-store'
		}
	});
