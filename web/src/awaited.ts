import type { QueryKey, UseQueryOptions, UseQueryResult } from "@tanstack/react-query";
import { useQuery, useQueryClient } from "@tanstack/react-query";

/**
 * A query for whose first answer the part of the page around it waits (see Together), so that nothing jumps as answers come.
 * A failure does not wait: it is shown by whoever asked.
 */
export function useAwaited<T>(options: UseQueryOptions<T, Error, T, QueryKey>): UseQueryResult<T> {
  const queries = useQueryClient();
  const query = useQuery<T>({ ...options, retryOnMount: false });
  if (query.isPending && options.enabled !== false) {
    throw queries.prefetchQuery({ queryKey: options.queryKey, queryFn: options.queryFn } as never);
  }
  return query;
}
