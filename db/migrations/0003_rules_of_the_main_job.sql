-- Walls and rules of what each role's day needs: tickets, leads, milestones, attachments, dependencies, exports.

SELECT app_secure_tenant_table('milestones', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('tickets', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('ticket_counters', false, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('leads', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('attachments', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('comment_reactions', true, 'SELECT, INSERT, DELETE');
SELECT app_secure_tenant_table('task_dependencies', true, 'SELECT, INSERT, DELETE');
SELECT app_secure_tenant_table('checklist_items', true, 'SELECT, INSERT, UPDATE, DELETE');
SELECT app_secure_tenant_table('exports', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('saved_views', false, 'SELECT, INSERT, UPDATE, DELETE');
SELECT app_secure_tenant_table('subscriptions', false, 'SELECT, INSERT, UPDATE, DELETE');
SELECT app_secure_tenant_table('notice_switches', false, 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint

-- When a project was completed last; empty again when it is reopened.
CREATE OR REPLACE FUNCTION app_project_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.unlocked_at := NULL;
    NEW.completed_at := NULL;
    IF NEW.status NOT IN ('DRAFT', 'AWAITING_PAYMENT') THEN
      RAISE EXCEPTION 'a project begins as a draft or awaiting payment' USING ERRCODE = 'LB002';
    END IF;
    RETURN NEW;
  END IF;

  NEW.unlocked_at := OLD.unlocked_at;
  IF NEW.status = OLD.status THEN RETURN NEW; END IF;

  IF NOT (OLD.status, NEW.status) IN (
    ('DRAFT', 'AWAITING_PAYMENT'), ('AWAITING_PAYMENT', 'ACTIVE'), ('ACTIVE', 'ON_HOLD'), ('ON_HOLD', 'ACTIVE'),
    ('ACTIVE', 'COMPLETED'), ('ON_HOLD', 'COMPLETED'), ('COMPLETED', 'ACTIVE'),
    ('DRAFT', 'CANCELLED'), ('AWAITING_PAYMENT', 'CANCELLED'), ('ACTIVE', 'CANCELLED'), ('ON_HOLD', 'CANCELLED')
  ) THEN
    RAISE EXCEPTION 'a project cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'LB002';
  END IF;

  IF NEW.status = 'ACTIVE' AND OLD.unlocked_at IS NULL THEN
    IF app_verified_minor(NEW.organization_id, NEW.id) < app_required_minor(NEW.organization_id, NEW.id) THEN
      RAISE EXCEPTION 'the required share is not verified yet' USING ERRCODE = 'LB001';
    END IF;
    NEW.unlocked_at := now();
  END IF;
  NEW.completed_at := CASE WHEN NEW.status = 'COMPLETED' THEN now() END;
  RETURN NEW;
END $$;
--> statement-breakpoint

-- Before work may start there is nothing to support.
CREATE FUNCTION app_ticket_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM projects p
    WHERE p.organization_id = NEW.organization_id AND p.id = NEW.project_id AND p.unlocked_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'tickets need a project whose work has started' USING ERRCODE = 'LB002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ticket_project BEFORE INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION app_ticket_project();
--> statement-breakpoint

-- Tasks may not wait for each other in a circle. The project's counter row is locked, so that two new edges meet.
CREATE FUNCTION app_no_dependency_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM project_counters
    WHERE organization_id = NEW.organization_id AND project_id = NEW.project_id FOR NO KEY UPDATE;
  IF EXISTS (
    WITH RECURSIVE before(id) AS (
      SELECT NEW.depends_on_id
      UNION
      SELECT d.depends_on_id FROM task_dependencies d JOIN before b ON d.task_id = b.id
      WHERE d.organization_id = NEW.organization_id
    ) SELECT 1 FROM before WHERE id = NEW.task_id
  ) THEN
    RAISE EXCEPTION 'these tasks would wait for each other' USING ERRCODE = 'LB004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_dependency_circle BEFORE INSERT ON task_dependencies
  FOR EACH ROW EXECUTE FUNCTION app_no_dependency_circle();
