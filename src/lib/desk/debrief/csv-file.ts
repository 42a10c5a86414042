/** A table to keep: only of exercises. */
export const csvFile = (csv: string, name: string): Response =>
	new Response(csv, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}-OEFENING.csv"`,
			'cache-control': 'no-store'
		}
	});
