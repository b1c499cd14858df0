ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_actor_kind";--> statement-breakpoint
ALTER TABLE "platform_audit" ADD COLUMN "subject_name" text;--> statement-breakpoint
ALTER TABLE "platform_audit" ADD COLUMN "before" jsonb;--> statement-breakpoint
ALTER TABLE "platform_audit" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "archived_reason" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "archived_by" text;--> statement-breakpoint

-- No command wrote these until now, only hands. The owner of the tables is walled in like everybody.
ALTER TABLE organizations NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE organizations DISABLE TRIGGER nothing_unheard;--> statement-breakpoint
UPDATE organizations SET suspended_at = now(), suspended_reason = 'Unknown' WHERE status = 'suspended';--> statement-breakpoint
UPDATE organizations SET archived_at = now(), archived_by = 'platform' WHERE status = 'archived';--> statement-breakpoint
ALTER TABLE organizations ENABLE TRIGGER nothing_unheard;--> statement-breakpoint
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organizations" DROP CONSTRAINT "organizations_status";--> statement-breakpoint
ALTER TABLE "organizations" ALTER COLUMN "status" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "organizations" drop column "status";--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "status" text GENERATED ALWAYS AS (case when archived_at is not null then 'archived' when suspended_at is not null then 'suspended' else 'active' end) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "platform_audit_by_event" ON "platform_audit" USING btree ("event","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "platform_audit_by_actor" ON "platform_audit" USING btree ("actor_user_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "platform_audit_by_subject" ON "platform_audit" USING btree ("subject_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "organizations_archived_at" ON "organizations" USING btree ("archived_at") WHERE archived_at is not null;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_kind" CHECK ("audit_log"."actor_kind" in ('session', 'token', 'job', 'system', 'grant', 'platform'));--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_suspended" CHECK (("organizations"."suspended_at" is null) = ("organizations"."suspended_reason" is null));--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_archived" CHECK (("organizations"."archived_at" is null) = ("organizations"."archived_by" is null) and coalesce("organizations"."archived_by" in ('owner', 'platform'), true));
--> statement-breakpoint

-- What stays when a row goes: nothing may be written by the one function that deletes an organization, so nothing is heard.
CREATE OR REPLACE FUNCTION app_nothing_unheard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE org uuid := app_org();
BEGIN
  IF TG_OP = 'DELETE' AND current_user = 'lobby_migrator' THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT 1 FROM audit_log a WHERE a.organization_id = org AND a.xact = pg_current_xact_id())
    OR NOT EXISTS (SELECT 1 FROM outbox o WHERE o.organization_id = org AND o.xact = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'a change of % without its audit and outbox row', TG_TABLE_NAME USING ERRCODE = 'LB009';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- Deletes an organization for good, thirty days after it was archived and never before: every table of the catalogue that
-- belongs to organizations, whatever points at others first. It runs as the owner of the tables, since nobody else may
-- touch the trail, and behind the same wall as everybody, so that no row of a neighbour can go.
CREATE FUNCTION app_delete_organization(p_organization uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  remaining oid[];
  next oid;
  gone bigint;
  total bigint := 1;
  named text := '%' || p_organization::text || '%';
BEGIN
  PERFORM set_config('app.organization_id', p_organization::text, true);
  PERFORM 1 FROM public.organizations WHERE id = p_organization AND archived_at <= now() - interval '30 days' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only what was archived thirty days ago can be deleted' USING ERRCODE = 'LB010';
  END IF;
  SELECT array_agg(c.oid) INTO remaining FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attname = 'organization_id' AND a.attnotnull;
  WHILE cardinality(remaining) > 0 LOOP
    SELECT t INTO next FROM unnest(remaining) t WHERE NOT EXISTS (
      SELECT 1 FROM pg_constraint k WHERE k.contype = 'f' AND NOT k.condeferrable AND k.confrelid = t
        AND k.conrelid <> t AND k.conrelid = ANY (remaining)) LIMIT 1;
    IF next IS NULL THEN RAISE EXCEPTION 'these tables point at each other: %', remaining::regclass[]; END IF;
    EXECUTE format('DELETE FROM %s WHERE organization_id = $1', next::regclass) USING p_organization;
    GET DIAGNOSTICS gone = ROW_COUNT;
    total := total + gone;
    remaining := array_remove(remaining, next);
  END LOOP;
  DELETE FROM public.organizations WHERE id = p_organization;
  SET CONSTRAINTS ALL IMMEDIATE;

  -- The platform's trail keeps who acted and when; what it was about had a name, and that goes too.
  UPDATE public.platform_audit SET subject_id = '00000000-0000-0000-0000-000000000000', subject_name = NULL,
    before = NULL, after = NULL, reason = NULL
    WHERE (subject_type = 'organization' AND subject_id = p_organization)
      OR before::text LIKE named OR after::text LIKE named;
  DELETE FROM public.platform_outbox WHERE subject_id = p_organization OR payload::text LIKE named;
  DELETE FROM public.rate_limits WHERE key LIKE named;
  RETURN total;
END $$;
REVOKE ALL ON FUNCTION app_delete_organization(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_delete_organization(uuid) TO lobby_app;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
-- What was archived long enough ago to be deleted for good.
CREATE FUNCTION app_expired_organizations() RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(id ORDER BY archived_at), '[]') FROM organizations
  WHERE archived_at <= now() - interval '30 days'
$$;
-- The organizations of a signed-in person that answer nobody now, and why: asked when one does not answer them.
CREATE FUNCTION app_closed_organizations(p_session uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'status', o.status,
    'reason', CASE o.status WHEN 'archived' THEN o.archived_reason ELSE o.suspended_reason END,
    'by', CASE o.status WHEN 'archived' THEN o.archived_by ELSE 'platform' END,
    'since', CASE o.status WHEN 'archived' THEN o.archived_at ELSE o.suspended_at END,
    'until', o.archived_at + interval '30 days', 'owner', m.is_owner,
    'formerSlugs', (SELECT coalesce(jsonb_agg(f.slug), '[]') FROM former_slugs f
      WHERE f.organization_id = o.id AND f.until > now())) ORDER BY o.name), '[]')
  FROM sessions s JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  JOIN members m ON m.user_id = s.user_id AND m.status = 'active'
  JOIN organizations o ON o.id = m.organization_id AND o.status <> 'active'
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
REVOKE ALL ON FUNCTION app_expired_organizations(), app_closed_organizations(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_expired_organizations(), app_closed_organizations(uuid) TO lobby_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
