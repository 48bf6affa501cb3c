/**
 * What was answered to a request with an idempotency key is kept with its problems and warnings, which repeat what was typed. Of a record
 * that is erased they go, together with what the audit trail said of it.
 */
export const ERASED_REQUESTS_SQL = `
create function desk_blank_requests(erased_id text) returns void language plpgsql as $$
begin
  update desk_request set outcomes = (
    select jsonb_agg(
      case when outcome ->> 'id' = erased_id then outcome || '{"problems": [], "warnings": []}' else outcome end order by place
    ) from jsonb_array_elements(outcomes) with ordinality of_commands(outcome, place)
  ) where outcomes @> jsonb_build_array(jsonb_build_object('id', erased_id));
end $$;

create or replace function desk_blank_audit(erased_id text) returns void language plpgsql security definer as $$
begin
  update desk_audit set before = null, after = null, blanked_at = clock_timestamp()
  where record_id = erased_id and blanked_at is null;
  perform desk_blank_requests(erased_id);
end $$;

do $$
begin
  execute format('alter function desk_blank_requests(text) set search_path = %I, pg_temp', current_schema());
  execute format('alter function desk_blank_audit(text) set search_path = %I, pg_temp', current_schema());
end $$;

select desk_blank_requests(id) from record_change where erased_at is not null and level = 3;
`;
