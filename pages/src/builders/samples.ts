/** Code of the page: it is the same in all languages, and is run as it stands. */
export const samples = (hub: string) => ({
  query: `curl ${hub}/graphql \\
  -H 'content-type: application/json' \\
  -d '{"query": "{ themes { code title(lang: NL) recommendations { totalCount } } }"}'`,
  past: `curl ${hub}/graphql \\
  -H 'content-type: application/json' \\
  -H 'accept-datetime: Wed, 01 Oct 2025 12:00:00 GMT' \\
  -d '{"query": "{ overview { asOf } recommendations { totalCount } }"}'`,
  cache: `curl -i -G ${hub}/graphql \\
  -H 'apollo-require-preflight: true' \\
  -H 'if-none-match: "THE-ETAG-OF-THE-LAST-ANSWER"' \\
  --data-urlencode 'query={ themes { code } }'`,
  paging: `query Page($after: String) {
  recommendations(first: 100, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id title }
  }
}`,
  token: `curl ${hub}/graphql \\
  -H 'authorization: Bearer ACCESS-TOKEN' \\
  -H 'content-type: application/json' \\
  -d '{"query": "{ recommendations { totalCount } }"}'`,
  files: `curl -OJ '${hub}/nl/recommendations.csv?theme=TRUST&status=NO_EVIDENCE'`,
});
