// The statuses that are one to a visitor: the twin of GROUPS in generator/model/status.py, to which tests/test_status.py holds it.
export const GROUPS = {
  now: ["closing", "open", "rolling"],
  soon: ["upcoming", "unconfirmed"],
  running: ["running"],
  past: ["closed", "ended"],
};
